import { toJson, sortedJson } from './json';
import type { PlanTarget } from './plan';

/** Whether two targets are the same workspace, reached the same way. ARM compares names without regard to case. */
export function sameTarget(a: PlanTarget, b: PlanTarget): boolean {
  return sortedJson(toJson(a)).toLowerCase() === sortedJson(toJson(b)).toLowerCase();
}
