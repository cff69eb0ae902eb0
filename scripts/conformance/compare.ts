import type { CellRules } from './cells';
import { cellEqual } from './cells';
import type { ConformanceCase } from './case';

export interface Actual {
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly rows: readonly (readonly unknown[])[];
}

/** Why the actual rows are not the expected ones; undefined when they are. */
export function difference(each: ConformanceCase, actual: Actual, rules: CellRules): string | undefined {
  const { expected } = each;
  if (expected.rows === undefined || expected.rows === null) return textDifference(each, actual);
  const wanted = expected.columns ?? [];
  const names = actual.columns.map(({ name }) => name);
  const places = columnPlaces(each, wanted, names);
  if (typeof places === 'string') return places;
  const types = places.map((place) => actual.columns[place]?.type ?? '');
  const all = actual.rows.map((row) => places.map((place) => row[place] ?? null));
  const rows = expected.lastRowOnly === true ? all.slice(-expected.rows.length) : all;
  const same = (a: readonly unknown[], b: readonly unknown[]): boolean =>
    a.length === b.length && a.every((cell, index) => cellEqual(cell, b[index], types[index] ?? '', rules));
  if (expected.truncated !== true && expected.rows.length !== rows.length) {
    return `${expected.rows.length} rows expected, ${rows.length} found: ${show(rows)}`;
  }
  if (each.orderMatters && expected.truncated !== true) {
    const at = expected.rows.findIndex((row, index) => !same(row, rows[index] ?? []));
    return at === -1 ? undefined : `row ${at}: expected ${show(expected.rows[at])}, found ${show(rows[at])}`;
  }
  const left = [...rows];
  for (const row of expected.rows) {
    const at = left.findIndex((candidate) => same(row, candidate));
    if (at === -1) return `no row ${show(row)}; left ${show(left.slice(0, 2))}`;
    left.splice(at, 1);
  }
  return undefined;
}

const show = (value: unknown): string => (JSON.stringify(value) ?? '').slice(0, 300);

function columnPlaces(
  { expected }: ConformanceCase,
  wanted: readonly string[],
  names: readonly string[],
): readonly number[] | string {
  if (expected.columnsPartial === true) {
    const missing = wanted.find((name) => !names.includes(name));
    return missing === undefined ? wanted.map((name) => names.indexOf(name)) : `column '${missing}' is missing`;
  }
  if (wanted.length !== names.length) return `columns ${wanted.join(', ')} expected, ${names.join(', ')} found`;
  const sameSet = [...wanted].sort().join('\n') === [...names].sort().join('\n');
  return sameSet ? wanted.map((name) => names.indexOf(name)) : names.map((_, index) => index);
}

/** Peers' assertions on the printed text: of the last row, or of all where the case names what separates them. */
function textDifference({ expected }: ConformanceCase, { columns, rows }: Actual): string | undefined {
  const squash = (text: string): string => text.replace(/\s+/g, '');
  const wanted = squash(expected.text ?? '');
  const separator = expected.rowSeparator ?? '\n';
  const ways = ['plain', 'kustoloco'].flatMap((way) => {
    const print = (row: readonly unknown[]): string =>
      row
        .map((cell, index) => (way === 'plain' ? plain(cell) : asKustoLoco(cell, columns[index]?.type ?? '')))
        .join(',');
    return [print(rows.at(-1) ?? []), rows.map(print).join(separator)].map(squash);
  });
  const tolerance = expected.tolerance ?? 0;
  return ways.some((found) => found.includes(wanted) || Math.abs(Number(found) - Number(wanted)) < tolerance)
    ? undefined
    : `text ${wanted} expected, ${ways[0]} found`;
}

const plain = (cell: unknown): string => (typeof cell === 'string' ? cell : JSON.stringify(cell));

/** As kusto-loco prints: `True`, datetimes to the second. */
function asKustoLoco(cell: unknown, type: string): string {
  if (type === 'bool' && typeof cell === 'boolean') return cell ? 'True' : 'False';
  if (type === 'datetime' && typeof cell === 'string') return cell.replace('T', ' ').replace(/\.\d+Z$/, 'Z');
  return cell === null ? '<null>' : plain(cell);
}
