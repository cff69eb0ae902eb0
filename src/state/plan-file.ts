import { problemsOf } from '../schema';
import { planChecksum } from './create-plan';
import { hashJson } from './hash';
import { isObject, sameJson, sorted, toJson } from './json';
import type { JsonValue } from './json';
import type { Action, Plan } from './plan';
import { inertJson } from './render/inert';
import { resourceTypes } from './resource-types';

export type PlanReading =
  { readonly kind: 'plan'; readonly plan: Plan } | { readonly kind: 'refused'; readonly problem: string };

/** The text of a plan: the same bytes for the same plan. Keys are sorted, so that a checksum can be taken with any tool. */
export function serialisePlan(plan: Plan): string {
  return `${inertJson(sorted(toJson(plan)))}\n`;
}

/**
 * Reads a plan and believes nothing in it: its shape, its checksum, and that what it shows to people is what its bodies
 * mean. A plan that was edited, cut short or shows something else than it does is refused with the reason.
 */
export function parsePlan(text: string): PlanReading {
  const value = parseJson(text);
  if (value === undefined) return refused('it is not JSON: the file is cut short, or is not a plan');
  if (isObject(value) && value['format'] !== undefined && value['format'] !== 1) {
    return refused(`its format is ${JSON.stringify(value['format'])} and this version reads format 1`);
  }
  const [problem] = problemsOf('plan', value);
  if (problem !== undefined) return refused(`it does not have the shape of a plan: ${problem.message}`);
  const plan = value as unknown as Plan;
  const { checksum, ...rest } = plan;
  if (planChecksum(rest) !== checksum) return refused('its checksum does not fit: it was changed after it was made');
  const liar = plan.actions.find((action) => !saysWhatItDoes(action));
  if (liar !== undefined) return refused(`what it shows of ${JSON.stringify(liar.title)} is not what it would do`);
  return { kind: 'plan', plan };
}

function saysWhatItDoes(action: Action): boolean {
  const row = resourceTypes[action.type];
  if (action.title !== (row.title(action.desired) ?? action.id)) return false;
  if (action.action === 'create') return true;
  const { live, desired, changes, blocked } = action;
  const after = row.canonical(desired);
  return (
    hashJson(live.body) === live.hash &&
    sameJson(row.canonical(live.body), live.body) &&
    sameJson(json(row.diff(live.body, after)), json(changes)) &&
    row.blocker(live.body, after) === blocked
  );
}

function json(value: readonly object[]): JsonValue {
  return JSON.parse(JSON.stringify(value)) as JsonValue;
}

function parseJson(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}

function refused(problem: string): PlanReading {
  return { kind: 'refused', problem };
}
