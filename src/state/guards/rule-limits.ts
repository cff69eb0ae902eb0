import { objectAt } from '../../json';
import type { JsonObject } from '../../json';
import type { Action } from '../plan';
import { resourceKey } from '../resource';
import type { Resource } from '../resource';
import type { Refusal } from './guards';

/** How many rules may be enabled in a workspace, those of others included. */
export interface RuleLimits {
  readonly scheduled: number;
  readonly nrt: number;
}

/** Microsoft Learn, sentinel-service-limits, read 2026-11-24. */
export const DEFAULT_RULE_LIMITS: RuleLimits = { scheduled: 512, nrt: 50 };

const KINDS = [
  { key: 'scheduled', kind: 'Scheduled' },
  { key: 'nrt', kind: 'NRT' },
] as const;

export interface LimitedPlan {
  readonly actions: readonly Action[];
  /** Every rule of the workspace. */
  readonly live: readonly Resource[];
  /** Keys of those that are ours. */
  readonly ours: ReadonlySet<string>;
  readonly limits: RuleLimits;
}

/**
 * Refuses a plan after which more rules would be enabled than the workspace takes: the service would refuse some of
 * them in the middle of the run. A plan that enables none passes, however many there are.
 */
export function ruleLimitRefusals({ actions, live, ours, limits }: LimitedPlan): readonly Refusal[] {
  const before = new Map(live.map((rule) => [resourceKey(rule), rule.body]));
  const after = new Map(before);
  const sent = actions.filter(({ type }) => type === 'alertRule').filter((action) => !isBlocked(action));
  for (const action of sent) {
    if (action.action === 'delete') after.delete(resourceKey(action));
    else after.set(resourceKey(action), action.desired);
  }
  return KINDS.flatMap(({ key, kind }): readonly Refusal[] => {
    const enabled = [...after].filter(([, body]) => isEnabled(body, kind));
    const added = sent.filter(
      (one) => isEnabled(after.get(resourceKey(one)), kind) && !isEnabled(before.get(resourceKey(one)), kind),
    );
    if (enabled.length <= limits[key] || added.length === 0) return [];
    const written = new Set(sent.map(resourceKey));
    const others = enabled.filter(([name]) => !ours.has(name) && !written.has(name)).length;
    const message =
      `${enabled.length} enabled ${kind} rules, and the workspace takes ${limits[key]}: ` +
      `${added.length} of them new here${others === 0 ? '' : `, ${others} not ours`}; disable others, or send some elsewhere (\`targets\` of a rule)`;
    return [{ guard: 'rule-limit', message, ids: added.map(({ id }) => id) }];
  });
}

function isBlocked(action: Action): boolean {
  return 'blocked' in action && action.blocked !== undefined;
}

function isEnabled(body: JsonObject | undefined, kind: string): boolean {
  return body !== undefined && body['kind'] === kind && objectAt(body, 'properties')['enabled'] === true;
}
