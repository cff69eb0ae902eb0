import type { Change, Impact } from '../change';
import { sameJson } from '../../json';
import type { JsonObject } from '../../json';
import { triggerWords } from './words';

/** The result counts for which a rule fires. */
type Fires = (count: number) => boolean;

const OPERATORS: Readonly<Record<string, (threshold: number) => Fires>> = {
  GreaterThan: (threshold) => (count) => count > threshold,
  LessThan: (threshold) => (count) => count < threshold,
  Equal: (threshold) => (count) => count === threshold,
  NotEqual: (threshold) => (count) => count !== threshold,
};

/**
 * Operator and threshold together say how many results fire the rule. It weakens if a count that fired no longer does
 * (so a lower threshold of a "fewer than" rule weakens), strengthens if it only fires for more.
 */
export function diffTrigger(before: JsonObject, after: JsonObject): readonly Change[] {
  const sameOperator = sameJson(before['triggerOperator'], after['triggerOperator']);
  const sameThreshold = sameJson(before['triggerThreshold'], after['triggerThreshold']);
  if (sameOperator && sameThreshold) return [];
  const field = sameOperator ? 'threshold' : 'trigger';
  const path = sameOperator ? 'properties.triggerThreshold' : 'properties.triggerOperator';
  const impact = triggerImpact(before, after);
  return [{ kind: 'value', field, path, impact, from: triggerWords(before), to: triggerWords(after) }];
}

function triggerImpact(before: JsonObject, after: JsonObject): Impact {
  const old = fires(before);
  const wanted = fires(after);
  if (old === undefined || wanted === undefined) return 'changes';
  const counts = probes([before['triggerThreshold'], after['triggerThreshold']]);
  if (counts.some((count) => old(count) && !wanted(count))) return 'weakens';
  return counts.some((count) => wanted(count) && !old(count)) ? 'strengthens' : 'changes';
}

function fires(properties: JsonObject): Fires | undefined {
  const { triggerOperator: operator, triggerThreshold: threshold } = properties;
  if (typeof operator !== 'string' || typeof threshold !== 'number') return undefined;
  return Object.hasOwn(OPERATORS, operator) ? OPERATORS[operator]?.(threshold) : undefined;
}

/** Whether a count fires changes only around a threshold: these counts stand for all. */
function probes(thresholds: readonly unknown[]): readonly number[] {
  return [0, ...thresholds.flatMap((at) => (typeof at === 'number' ? [at - 1, at, at + 1] : []))].filter(
    (count) => count >= 0,
  );
}
