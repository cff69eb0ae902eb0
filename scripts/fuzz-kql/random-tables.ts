import type { ColumnSchema, JsonRow, KqlType } from '../../src/kql';
import type { Dice } from './dice';

/** Tables of every type, with nulls, extremes and values that occur often enough to meet. */
export const SCHEMAS: Readonly<Record<string, readonly ColumnSchema[]>> = {
  Events: [
    { name: 'TimeGenerated', type: 'datetime' },
    { name: 'User', type: 'string' },
    { name: 'Count', type: 'long' },
    { name: 'Code', type: 'int' },
    { name: 'Score', type: 'real' },
    { name: 'Ok', type: 'bool' },
    { name: 'Details', type: 'dynamic' },
    { name: 'Took', type: 'timespan' },
    { name: 'Id', type: 'guid' },
    { name: 'Price', type: 'decimal' },
    { name: 'Raw text', type: 'string' },
  ],
  Hosts: [
    { name: 'User', type: 'string' },
    { name: 'Count', type: 'long' },
    { name: 'Seen', type: 'datetime' },
    { name: 'Tags', type: 'dynamic' },
    { name: 'Code', type: 'int' },
  ],
};

const TEXTS: readonly string[] = [
  '', 'a', 'A', 'a b', 'ab', 'b-a', 'abc123', '10.0.0.1', '192.168.1.7/24', 'fe80::1', 'ß', '😀x', "it's", 'say "x"', 'C:\\Windows\\cmd.exe /c "a b"',
  '{"a": {"b": 1}, "c": [1, null, "x"]}', '[1, 2, 3]', '2026-01-09T08:00:00Z', '12', '-1.5e3', '1d', 'https://u:p@host.example:8080/p/q?x=1&y=2#z', '<a b="1"><c>t</c><c/></a>',
  '%41%zz', 'YQ==', 'a,"b,c",d', '\u0000\n\t', '00000000-0000-4000-8000-000000000001', 'a'.repeat(300),
]; // prettier-ignore

const VALUES: Readonly<Record<KqlType, readonly unknown[]>> = {
  bool: [true, false],
  int: [0, 1, -1, 7, 2147483647, -2147483648],
  long: [0, 1, 2, -1, 10, 4096, '9223372036854775807', '-9223372036854775808', '9007199254740993'],
  real: [0, 0.5, -1.25, 1e300, 1e-320, 'NaN', 'Infinity', '-Infinity', 3],
  decimal: ['0', '0.1', '-12.50', '99999999999999999999.9', '0.0000000001'],
  string: TEXTS,
  datetime: [
    '2026-01-09T08:00:00Z', '2026-01-09T23:59:59.9999999Z', '2026-01-01', '2024-02-29T12:00:00Z', '0001-01-01', '9999-12-31T23:59:59.9999999Z', '1969-12-31T23:59:59Z',
  ], // prettier-ignore
  timespan: ['00:00:00', '1.00:00:00', '-00:00:01', '00:00:00.0000001', '10675199.02:48:05.4775807', '3.04:05:06.7'],
  guid: ['00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000002'],
  dynamic: [
    { a: 1, b: 'x' }, { a: { b: [1, 2] }, c: [null, 'a', 0.5] }, [1, 2, 3], ['a', 'b', 'a'], [], {}, 'a', 12, 0.5, true, [[1], [2, 3]], [{ a: 1 }, { a: 'x', k: null }], null, [1.5, -2, 3e10, null],
  ], // prettier-ignore
};

const MOST_ROWS = 25;

/** Rows for each table, nulls and missing cells among them. */
export function randomTables(dice: Dice): Readonly<Record<string, readonly JsonRow[]>> {
  return Object.fromEntries(
    Object.entries(SCHEMAS).map(([name, columns]) => [
      name,
      Array.from({ length: dice.below(MOST_ROWS + 1) }, () => row(columns, dice)),
    ]),
  );
}

function row(columns: readonly ColumnSchema[], dice: Dice): JsonRow {
  return Object.fromEntries(
    columns.map(({ name, type }) => [name, dice.happens(0.15) ? null : dice.one(VALUES[type])]),
  );
}

/** A constant of a type, as the language writes it. */
export function randomLiteral(type: KqlType, dice: Dice): string {
  if (type === 'string') return JSON.stringify(dice.one(TEXTS));
  if (dice.happens(0.05)) return `${type}(null)`;
  const value = dice.one(VALUES[type]);
  if (type === 'dynamic') return `dynamic(${JSON.stringify(value)})`;
  if (type === 'bool') return String(value);
  const text = type === 'real' ? String(value).replace('NaN', 'nan').replace('Infinity', 'inf') : String(value);
  return `${type}(${text})`;
}
