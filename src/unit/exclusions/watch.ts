import type { Explanation, Filter } from '../../kql';
import type { ReadyRule } from '../simulation/ready-rule';

type Explained = Extract<Explanation, { readonly ok: true }>;

/** What the cases of a file showed of one exclusion. */
export interface ExclusionRecord {
  /** Rows that it left out, over all cases. */
  readonly dropped: number;
  /** Its parts joined by `and`, as text; fewer than two are no halves. */
  readonly conditions: readonly string[];
  /** Conditions that were the only one not to hold for a row of a case that fires. */
  readonly missed: ReadonlySet<number>;
}

/** Collects, case by case, what each exclusion of a rule did. */
export class ExclusionWatch {
  private readonly found = new Map<string, { dropped: number; conditions: readonly string[]; missed: Set<number> }>();

  /** What a run showed; `fired` says whether it raised an alert. */
  add({ exclusions, query }: ReadyRule, { filters }: Explained, fired: boolean): void {
    for (const [name, places] of exclusions) {
      const own = filters.filter(({ span }) => places.some(({ start, end }) => span.start < start && end < span.end));
      const known = this.found.get(name) ?? {
        dropped: 0,
        conditions: own[0]?.conditions.map(({ span }) => query.text.slice(span.start, span.end)) ?? [],
        missed: new Set(),
      };
      this.found.set(name, known);
      for (const filter of own) {
        known.dropped += filter.rowCount - filter.passed;
        if (fired) for (const condition of loneMisses(filter)) known.missed.add(condition);
      }
    }
  }

  recordOf(name: string): ExclusionRecord | undefined {
    return this.found.get(name);
  }
}

/** Conditions that alone kept some row from being excluded. */
function loneMisses({ conditions, rowCount }: Filter): readonly number[] {
  if (conditions.length < 2) return [];
  const found = new Set<number>();
  for (let row = 0; row < rowCount; row++) {
    const misses = conditions.flatMap(({ holds }, index) => (holds(row) === true ? [] : [index]));
    if (misses.length === 1 && misses[0] !== undefined) found.add(misses[0]);
  }
  return [...found];
}
