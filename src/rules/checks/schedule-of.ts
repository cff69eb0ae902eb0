import { ruleDuration } from '../rule-duration';
import type { RuleDraft } from '../rule-file';

/** How often a scheduled rule runs and how far it sees, in seconds; undefined for an NRT rule or where one is missing. */
export function scheduleOf({
  kind,
  queryFrequency,
  queryPeriod,
}: RuleDraft): { readonly frequency: number; readonly period: number } | undefined {
  const frequency = ruleDuration(queryFrequency);
  const period = ruleDuration(queryPeriod);
  if (kind === 'NRT' || frequency === undefined || period === undefined || frequency <= 0) return undefined;
  return { frequency, period };
}
