/** The code of each column, or undefined where a pattern takes any value. */
export type Pattern = readonly (number | undefined)[];

export interface Found {
  readonly pattern: Pattern;
  /** Rows that fit. */
  readonly count: number;
}

/** Codes of each column, row by row. */
export type CodedColumns = readonly Int32Array[];

/** More patterns than anybody reads: the search would take as long as there are subsets. */
const MOST = 100_000;

/**
 * Every closed pattern that at least `least` rows fit: no further column has one value in all of these rows. Undefined
 * where there are too many. (Method: prefix-preserving extension, as in Uno, Kiyomi and Arimura, LCM, 2004: each closed
 * pattern is reached once.)
 */
export function closedPatterns(columns: CodedColumns, least: number): readonly Found[] | undefined {
  const rowCount = columns[0]?.length ?? 0;
  const found: Found[] = [];
  const all = Int32Array.from({ length: rowCount }, (_, row) => row);
  return rowCount === 0 || rowCount < least || extend(all, closureOf(columns, all), 0) ? found : undefined;

  /** False if there are too many. `from` is the first column that may still be given a value. */
  function extend(rows: Int32Array, pattern: Pattern, from: number): boolean {
    if (pattern.some((code) => code !== undefined)) found.push({ pattern, count: rows.length });
    if (found.length > MOST) return false;
    for (let at = from; at < columns.length; at++) {
      if (pattern[at] !== undefined) continue;
      for (const fitting of byCode(columns[at], rows)) {
        if (fitting.length < least) continue;
        const closure = closureOf(columns, fitting);
        if (closure.slice(0, at).some((code, before) => code !== pattern[before])) continue;
        if (!extend(fitting, closure, at + 1)) return false;
      }
    }
    return true;
  }
}

/** Rows apart by their code, in order of first appearance. */
function byCode(codes: Int32Array | undefined, rows: Int32Array): readonly Int32Array[] {
  const groups = new Map<number, number[]>();
  for (const row of rows) {
    const code = codes?.[row] ?? -1;
    const group = groups.get(code);
    if (group === undefined) groups.set(code, [row]);
    else group.push(row);
  }
  return [...groups.values()].map((group) => Int32Array.from(group));
}

function closureOf(columns: CodedColumns, rows: Int32Array): Pattern {
  const [first = 0] = rows;
  return columns.map((codes) => (rows.every((row) => codes[row] === codes[first]) ? codes[first] : undefined));
}
