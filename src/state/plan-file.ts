import { hashJson, isObject, parseJson, sameJson, sorted, toJson } from '../json';
import type { JsonValue } from '../json';
import { problemsOf } from '../schema';
import { consentHash } from './consent';
import { PLAN_FORMAT } from './plan';
import type { Action, Plan } from './plan';
import { inertJson } from './render/inert';
import { resourceTypes } from './resource-types';
import { judgeRows } from './watchlist/diff-rows';

export type PlanReading =
  { readonly kind: 'plan'; readonly plan: Plan } | { readonly kind: 'refused'; readonly problem: string };

/** A plan of 500 rules with every body takes about 3 MB; a file of more than this is no plan of ours. */
export const MAX_PLAN_BYTES = 64 << 20;

/** The text of a plan: the same bytes for the same plan. Keys are sorted, so that a hash can be taken with any tool. */
export function serialisePlan(plan: Plan): string {
  return `${inertJson(sorted(toJson(plan)))}\n`;
}

/**
 * Reads a plan and believes nothing in it: its shape, its hash, and that what it shows to people is what its bodies
 * mean. A plan that was edited, cut short or shows something else than it does is refused with the reason.
 */
export function parsePlan(text: string): PlanReading {
  if (Buffer.byteLength(text) > MAX_PLAN_BYTES) return refused(`it is larger than ${MAX_PLAN_BYTES >> 20} MiB`);
  const value = parseJson(text);
  if (value === undefined) return refused('it is not JSON: the file is cut short, or is not a plan');
  if (isObject(value) && value['format'] !== undefined && value['format'] !== PLAN_FORMAT) {
    return refused(`its format is ${JSON.stringify(value['format'])} and this version reads format ${PLAN_FORMAT}`);
  }
  const [problem] = problemsOf('plan', value);
  if (problem !== undefined) return refused(`it does not have the shape of a plan: ${problem.message}`);
  const plan = value as unknown as Plan;
  const { hash, ...rest } = plan;
  if (consentHash(rest) !== hash) return refused('its hash does not fit: it was changed after it was made');
  const liar = plan.actions.find((action) => !saysWhatItDoes(action));
  if (liar !== undefined) return refused(`what it shows of ${JSON.stringify(liar.title)} is not what it would do`);
  return { kind: 'plan', plan };
}

function saysWhatItDoes(action: Action): boolean {
  const row = resourceTypes[action.type];
  if (action.type !== 'mark') {
    const body = action.action === 'delete' ? action.live.body : action.desired;
    if (action.title !== (row.title(body) ?? action.id)) return false;
  }
  if (action.action === 'create') return true;
  const before = row.canonical(action.live.body);
  if (hashJson(before) !== action.live.hash) return false;
  if (action.action === 'delete') return true;
  return sameJson(
    json(judgeRows(row.diff(before, row.canonical(action.desired)), ('feeds' in action && action.feeds) || [])),
    json(action.changes),
  );
}

function json(value: readonly object[]): JsonValue {
  return JSON.parse(JSON.stringify(value)) as JsonValue;
}

function refused(problem: string): PlanReading {
  return { kind: 'refused', problem };
}
