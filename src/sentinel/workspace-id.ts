/** Names the workspace that rules live in. */
export interface WorkspaceId {
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  readonly workspace: string;
}

/** ARM path of a workspace. Segments are case-insensitive on the service's side. */
export function workspacePath({ subscriptionId, resourceGroup, workspace }: WorkspaceId): string {
  return `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}/providers/Microsoft.OperationalInsights/workspaces/${workspace}`;
}

/** ARM id of an alert rule. Throws on an empty rule id: the collection itself would be addressed. */
export function alertRulePath(workspace: WorkspaceId, ruleId: string): string {
  if (ruleId === '') throw new Error('an alert rule needs an id');
  return `${workspacePath(workspace)}/providers/Microsoft.SecurityInsights/alertRules/${encodeURIComponent(ruleId)}`;
}

/** ARM id of a watchlist. */
export function watchlistPath(workspace: WorkspaceId, alias: string): string {
  return `${workspacePath(workspace)}/providers/Microsoft.SecurityInsights/watchlists/${encodeURIComponent(alias)}`;
}

/** ARM id of a saved search, which a saved function is. */
export function savedSearchPath(workspace: WorkspaceId, id: string): string {
  return `${workspacePath(workspace)}/savedSearches/${encodeURIComponent(id)}`;
}
