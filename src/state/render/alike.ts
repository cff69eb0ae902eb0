import { isWeakening } from '../guards/weakening';
import type { Action } from '../plan';
import { inertLine } from './inert';
import { actionVerb, actionWeight, plural } from './plan-words';
import type { Weight } from './plan-words';

/** An action as it is told, its head line and what follows. */
export interface Told {
  readonly action: Action;
  readonly lines: readonly string[];
}

/** Actions of which the same is told. */
export interface Alike {
  readonly first: Told;
  /** How many there are; 1 where it is told as it is. */
  readonly count: number;
  /** `270 rules: A, B, C and 267 more`. */
  readonly words: string;
}

/** More than this of one sort nobody reads one by one. */
const MOST = 10;
const NAMED = 3;

/** What sees less is told one by one, however many there are; so is what comes and goes. */
const GATHERED: ReadonlySet<Weight> = new Set(['adopt', 'blocked', 'settle', 'mark']);

/**
 * The same actions in the same order, those alike told once where there are many of them: three hundred rules that are
 * taken over as they are differ in their names alone.
 */
export function gatherAlike(told: readonly Told[]): readonly Alike[] {
  const groups = new Map<string, Told[]>();
  for (const each of told) {
    const key = keyOf(each);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [each]);
    else group.push(each);
  }
  return [...groups.values()].flatMap((group): readonly Alike[] => {
    const [first] = group;
    if (first === undefined) return [];
    if (group.length <= MOST) return group.map((one) => ({ first: one, count: 1, words: '' }));
    const names = group.slice(0, NAMED).map(({ action }) => inertLine(action.title));
    const noun = first.action.type === 'mark' ? 'mark' : 'rule';
    const more = group.length - names.length;
    const words = `${plural(group.length, noun)}: ${names.join(', ')} and ${more} more`;
    return [{ first, count: group.length, words }];
  });
}

/** What is told of an action besides which rule it is about; unlike any other where it must be told by itself. */
function keyOf({ action, lines }: Told): string {
  const weight = actionWeight(action);
  const { type, id } = action;
  const alone = !GATHERED.has(weight) || isWeakening(action) || type === 'watchlist' || type === 'function';
  if (alone) return `${type} ${id}`;
  const body = lines.slice(1).join('\n').replaceAll(id, ID);
  return JSON.stringify([weight, actionVerb(action), body]);
}

/** Stands for the id of each. */
export const ID = '<id>';
