import type { WorkspaceId } from '../sentinel';
import type { PlanTarget } from './plan';

/** Whether two ids name the same workspace: ARM compares names without regard to case. */
export function sameWorkspace(a: WorkspaceId, b: WorkspaceId): boolean {
  return (
    sameName(a.subscriptionId, b.subscriptionId) &&
    sameName(a.resourceGroup, b.resourceGroup) &&
    sameName(a.workspace, b.workspace)
  );
}

/** Whether two targets are the same workspace under the same name, reached the same way. */
export function sameTarget(a: PlanTarget, b: PlanTarget): boolean {
  return a.name === b.name && a.kind === b.kind && a.apiVersion === b.apiVersion && sameWorkspace(a, b);
}

function sameName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
