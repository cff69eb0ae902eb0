import type { Dynamic } from '../../values/dynamic';
import { isArray, isBag } from '../../values/dynamic';

/** A slot's name or an item's index. */
export type PathStep = string | number;

const STEP = /\.([A-Za-z_$][\w$-]*)|\[(-?\d+)\]|\['((?:[^'\\]|\\.)*)'\]|\["((?:[^"\\]|\\.)*)"\]/y;

/**
 * The steps of a JSON path of the forms `$.a.b`, `$['a']`, `$.a[0]` (Kusto documentation, extract_json(), read 2026-11-24).
 * Undefined for wildcards, filters and anything else.
 */
export function parseJsonPath(path: string): readonly PathStep[] | undefined {
  if (!path.startsWith('$')) return undefined;
  const steps: PathStep[] = [];
  let at = 1;
  while (at < path.length) {
    STEP.lastIndex = at;
    const match = STEP.exec(path);
    if (match === null) return undefined;
    const name = match[1] ?? match[3] ?? match[4];
    steps.push(name === undefined ? Number(match[2]) : name.replace(/\\(.)/g, '$1'));
    at = STEP.lastIndex;
  }
  return steps;
}

/** What stands at a path; undefined where nothing does. */
export function valueAtPath(value: Dynamic, steps: readonly PathStep[]): Dynamic | undefined {
  let at: Dynamic | undefined = value;
  for (const step of steps) {
    if (typeof step === 'string') at = at !== undefined && isBag(at) ? at.get(step) : undefined;
    else at = at !== undefined && isArray(at) ? at.at(step) : undefined;
    if (at === undefined) return undefined;
  }
  return at;
}
