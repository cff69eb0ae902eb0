/** An answer as JSON values, whoever gave it. */
export interface Answer {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
}

/** What differs between two answers to one question; undefined if nothing does. Lists are sets: their order is free. */
export function differenceOf(ours: Answer, theirs: Answer, ordered: boolean): string | undefined {
  const columns = ours.columns.toSorted();
  if (columns.join(' ') !== theirs.columns.toSorted().join(' ')) return `columns ${columns.join(' ')}`;
  if (ours.rows.length !== theirs.rows.length) return `${ours.rows.length} rows, ${theirs.rows.length} in SQL`;
  const a = linesOf(ours, columns, ordered);
  const b = linesOf(theirs, columns, ordered);
  const at = a.findIndex((line, index) => line !== b[index]);
  return at === -1 ? undefined : `row ${at + 1}: ${a[at] ?? ''} and in SQL ${b[at] ?? ''}`;
}

function linesOf({ columns, rows }: Answer, order: readonly string[], ordered: boolean): readonly string[] {
  const places = order.map((name) => columns.indexOf(name));
  const lines = rows.map((row) => places.map((place) => cellOf(row[place])).join(' | '));
  return ordered ? lines : lines.sort();
}

const TIME = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(?:\.(\d+))?Z?$/;

function cellOf(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(cellOf).sort().join(', ')}]`;
  const text = String(value);
  const time = TIME.exec(text);
  return time === null ? text : `${time[1]} ${time[2]}.${(time[3] ?? '').replace(/0+$/, '')}`;
}
