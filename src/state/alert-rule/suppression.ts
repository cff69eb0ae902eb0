import type { Change, Impact } from '../change';
import { sameJson } from '../../json';
import type { JsonObject } from '../../json';
import { durationWords } from './words';

/** Suppression silences the whole rule for a while after it fired: on, or for longer, weakens. */
export function diffSuppression(before: JsonObject, after: JsonObject): readonly Change[] {
  const keys = ['suppressionEnabled', 'suppressionDuration'];
  if (keys.every((key) => sameJson(before[key], after[key]))) return [];
  const impact = suppressionImpact(before, after);
  const path = sameJson(before['suppressionEnabled'], after['suppressionEnabled'])
    ? 'properties.suppressionDuration'
    : 'properties.suppressionEnabled';
  return [{ kind: 'value', field: 'suppression', path, impact, from: words(before), to: words(after) }];
}

function suppressionImpact(before: JsonObject, after: JsonObject): Impact {
  const old = silence(before);
  const wanted = silence(after);
  if (old === undefined || wanted === undefined) return 'weakens';
  return wanted > old ? 'weakens' : wanted < old ? 'strengthens' : 'changes';
}

/** Seconds of silence; undefined if it is on for a time that cannot be read. */
function silence(properties: JsonObject): number | undefined {
  if (properties['suppressionEnabled'] !== true) return 0;
  const duration = properties['suppressionDuration'];
  return typeof duration === 'number' ? duration : undefined;
}

function words(properties: JsonObject): string {
  if (properties['suppressionEnabled'] !== true) return 'off';
  return durationWords(properties['suppressionDuration'] ?? null);
}
