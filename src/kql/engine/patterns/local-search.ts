import type { CodedColumns, Found, Pattern } from './closed-patterns';

export interface LocalSearch {
  readonly columns: CodedColumns;
  /** From 0 (many columns alike) to 1 (many rows). */
  readonly sizeWeight: number;
  /** How many different rows the search starts from. */
  readonly seeds: number;
}

/**
 * Patterns that balance how many rows fit and how much they say, best first: from each of the most frequent rows, columns
 * are let go while that betters the weighted geometric mean of both; a pattern of one row is none, and one most of whose rows
 * better ones cover is left out. (Method: Seed-Expand, as Microsoft Learn describes autocluster, read 2026-11-24; what the service does beyond that
 * is not published.)
 */
export function localPatterns({ columns, sizeWeight, seeds }: LocalSearch): readonly Found[] {
  const rowCount = columns[0]?.length ?? 0;
  const found = new Map<string, Scored>();
  for (const seed of frequentRows(columns, rowCount).slice(0, seeds)) {
    const best = expanded(columns.map((codes) => codes[seed]));
    if (best.rows.length > 1) found.set(best.pattern.join(), best);
  }
  const covered = new Uint8Array(rowCount);
  const byScore = [...found.values()].sort((a, b) => b.score - a.score || b.rows.length - a.rows.length);
  return byScore.flatMap(({ pattern, rows }) => {
    const fresh = rows.filter((row) => covered[row] === 0).length;
    if (fresh * 2 <= rows.length) return [];
    for (const row of rows) covered[row] = 1;
    return [{ pattern, count: rows.length }];
  });

  function expanded(start: Pattern): Scored {
    let best = scored(start);
    for (;;) {
      const { pattern } = best;
      const looser = pattern.flatMap((code, at) => (code === undefined ? [] : [scored(pattern.with(at, undefined))]));
      const next = looser.reduce<Scored | undefined>(
        (top, each) => (top === undefined || each.score > top.score ? each : top),
        undefined,
      );
      if (next === undefined || next.score <= best.score) return best;
      best = next;
    }
  }

  function scored(pattern: Pattern): Scored {
    const rows: number[] = [];
    for (let row = 0; row < rowCount; row++) {
      if (pattern.every((code, at) => code === undefined || columns[at]?.[row] === code)) rows.push(row);
    }
    const said = pattern.filter((code) => code !== undefined).length / columns.length;
    return {
      pattern,
      rows,
      score: (rows.length / rowCount) ** sizeWeight * said ** (1 - sizeWeight) * (said > 0 ? 1 : 0),
    };
  }
}

interface Scored {
  readonly pattern: Pattern;
  readonly rows: readonly number[];
  readonly score: number;
}

/** A row of each kind, the most frequent kinds first. */
function frequentRows(columns: CodedColumns, rowCount: number): readonly number[] {
  const kinds = new Map<string, { readonly row: number; count: number }>();
  for (let row = 0; row < rowCount; row++) {
    const key = columns.map((codes) => codes[row]).join();
    const kind = kinds.get(key);
    if (kind === undefined) kinds.set(key, { row, count: 1 });
    else kind.count++;
  }
  return [...kinds.values()].sort((a, b) => b.count - a.count).map(({ row }) => row);
}
