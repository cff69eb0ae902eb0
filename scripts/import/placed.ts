import { areaOf } from '../../src/import';
import type { Imported, ImportResult } from '../../src/import';
import { shortRuleId } from '../../src/sentinel';
import { ruleSlug } from '../files/rule-slug';

/** What becomes of one rule of a source. */
export interface Placed {
  readonly from: string;
  readonly name?: string;
  readonly id?: string;
  readonly outcome:
    'written' | 'not lossless' | 'same as another' | 'id twice' | 'has a file' | 'in the way' | 'left out';
  /** The file, or the one that is in the way. */
  readonly path?: string;
  readonly text?: string;
  readonly details: readonly string[];
}

export interface Place {
  /** Folder of the rules. */
  readonly folder: string;
  /** One area for all; without it each rule's own. */
  readonly area?: string;
  /** Ids that have files already, with these. */
  readonly known: ReadonlyMap<string, string>;
  /** Whether a file is there already. */
  exists(path: string): boolean;
}

/** Chooses a file for each rule. No id twice, no file overwritten; of two rules of one name the second has its id in its name. */
export function placeAll(results: readonly ImportResult[], place: Place): readonly Placed[] {
  const ids = new Map<string, Imported>();
  const taken = new Set<string>();
  return results.map((result): Placed => {
    if (result.outcome === 'left out') {
      const { from, name, reason, details } = result;
      return { from, ...(name === undefined ? {} : { name }), outcome: 'left out', details: [reason, ...details] };
    }
    const { from, id, name, text, query, repairs, lost } = result;
    const told = { from, id, name };
    const file = place.known.get(id.toLowerCase());
    if (file !== undefined) return { ...told, outcome: 'has a file', path: file, details: [] };
    const first = ids.get(id.toLowerCase());
    if (first !== undefined) {
      return {
        ...told,
        outcome: first.text === text ? 'same as another' : 'id twice',
        details: [`${first.from} has the id`],
      };
    }
    ids.set(id.toLowerCase(), result);
    const stem = [place.folder, place.area ?? areaOf(query), ruleSlug(name)].join('/');
    const path = taken.has(stem) ? `${stem}-${ruleSlug(shortRuleId(id))}.yaml` : `${stem}.yaml`;
    taken.add(stem);
    if (place.exists(path)) return { ...told, outcome: 'in the way', path, details: [] };
    const details = lost.length === 0 ? repairs : [...repairs, `not the same as the source in: ${lost.join(', ')}`];
    return { ...told, outcome: lost.length === 0 ? 'written' : 'not lossless', path, text, details };
  });
}

export const OUTCOMES = [
  'written',
  'not lossless',
  'same as another',
  'has a file',
  'id twice',
  'in the way',
  'left out',
] as const satisfies readonly Placed['outcome'][];

/** Outcomes that somebody has to look at. */
export const BAD_OUTCOMES: ReadonlySet<Placed['outcome']> = new Set([
  'not lossless',
  'id twice',
  'in the way',
  'left out',
]);
