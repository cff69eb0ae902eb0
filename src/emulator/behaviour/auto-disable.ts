import type { JsonObject } from '../json';
import type { Change } from '../state/change';
import { keyOf, workspaceOf } from '../state/state';
import type { EmulatorState } from '../state/state';
import { serverTime } from './defaults';
import { makeEtag } from './etag';

export interface AutoDisabling {
  /** Path of the workspace. */
  readonly workspace: string;
  /** Absent: every rule that runs a query. */
  readonly ruleId?: string;
  readonly reason: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

const PREFIX = 'AUTO DISABLED';

/**
 * What the service does to a rule that keeps failing: switched off, its name marked, the reason put into its
 * description. [S] Microsoft Learn "troubleshoot-analytics-rules" (read 2026-11-24); [U] the separators.
 */
export function autoDisable(
  state: EmulatorState,
  { workspace, ruleId, reason, now }: AutoDisabling,
): readonly Change[] {
  const rules = Object.entries(workspaceOf(state, workspace).collections.alertRules).filter(
    ([key, { kind, properties }]) =>
      (ruleId === undefined || key === keyOf(ruleId)) &&
      (kind === 'Scheduled' || kind === 'NRT') &&
      properties['enabled'] === true,
  );
  return rules.map(([, rule], index): Change => {
    const revision = state.revision + 1 + index;
    const resource = { ...rule, etag: makeEtag(revision, now), properties: disabled(rule.properties, { reason, now }) };
    return { type: 'put', revision, workspace, collection: 'alertRules', resource };
  });
}

function disabled(
  properties: JsonObject,
  { reason, now }: { readonly reason: string; readonly now: number },
): JsonObject {
  const { displayName, description } = properties;
  return {
    ...properties,
    enabled: false,
    displayName: `${PREFIX} ${typeof displayName === 'string' ? displayName : ''}`,
    description: typeof description === 'string' && description !== '' ? `${reason} ${description}` : reason,
    lastModifiedUtc: serverTime(now),
  };
}
