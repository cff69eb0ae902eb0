export type * from './alert-rule';
export type * from './metadata';
export type { CloudError } from './cloud-error';
export type { WorkspaceId } from './workspace-id';
export { alertRulePath, savedSearchPath, watchlistPath, workspacePath } from './workspace-id';
export { DEFAULT_API_VERSION } from './api-version';
export { parseDuration, printDuration } from './duration';
export { isGuid, isRuleId, shortRuleId } from './rule-id';
