import { hashJson, toJson } from '../json';
import type { Plan } from './plan';

/**
 * The hash that people agree to: over everything that a plan says, save the rules that are not ours, which may come and
 * go, and what is said of them. Whoever makes the same plan again, from the same commit against the same workspace, gets the same hash.
 */
export function consentHash(plan: Omit<Plan, 'hash'>): string {
  return hashJson(toJson({ ...plan, hash: undefined, unmanaged: undefined, warnings: undefined }));
}
