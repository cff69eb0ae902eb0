import { nameTaken, tooManyEnabled } from '../errors';
import type { Refusal } from '../errors';
import { member } from '../json';
import type { Json } from '../json';
import { keyOf } from '../state/state';
import { listed, nameOf } from './call';
import type { Call } from './call';

/** Refuses to enable one rule too many. Counts enabled rules of the same kind; a disabled rule passes always. */
export function checkLimit(call: Call, kind: string, enabled: boolean): Refusal | undefined {
  const limit = member(call.settings.enabledRules, kind);
  if (limit === undefined || !enabled) return undefined;
  const others = listed(call, 'alertRules').filter(
    ([key, rule]) => key !== keyOf(nameOf(call)) && rule.kind === kind && rule.properties['enabled'] === true,
  );
  return others.length < limit ? undefined : tooManyEnabled(kind, limit);
}

/** Refuses a name that another rule has, if names are set to be unique. */
export function checkName(call: Call, displayName: Json | undefined): Refusal | undefined {
  if (call.settings.displayNames === 'any' || typeof displayName !== 'string') return undefined;
  const others = listed(call, 'alertRules').filter(([key]) => key !== keyOf(nameOf(call)));
  const taken = others.some(([, { properties }]) => properties['displayName'] === displayName);
  return taken ? nameTaken(displayName) : undefined;
}
