import fc from 'fast-check';
import type { ColumnSchema, KqlType, Table } from '../../../src/kql';
import { catalogOf, compileQuery, jsonRows, rowsToTable, runQuery } from '../../../src/kql';

/** A table as data: cells are JSON values, each as its column's type is written in JSON. */
export interface TableData {
  readonly columns: readonly ColumnSchema[];
  readonly rows: readonly (readonly unknown[])[];
}

/** How often a cell is null, or the empty string: one in so many. */
const NULLS = 5;

const digits = (value: bigint | number, width: number): string => String(value).padStart(width, '0');

/** Ticks from 0001-01-01 to the end of 9999, as text with seven digits. */
const datetime = fc.bigInt({ min: 0n, max: 3_155_378_975_999_999_999n }).map((ticks) => {
  const milliseconds = ticks / 10_000n;
  const date = new Date(Number(milliseconds) - 62_135_596_800_000).toISOString();
  return `${date.replace(/^\+00/, '').slice(0, -1)}${digits(ticks % 10_000n, 4)}Z`;
});

const timespan = fc.bigInt({ min: -(2n ** 63n) + 1n, max: 2n ** 63n - 1n }).map((ticks) => {
  const size = ticks < 0n ? -ticks : ticks;
  const seconds = size / 10_000_000n;
  const days = seconds / 86_400n;
  const clock = [seconds / 3600n, seconds / 60n, seconds].map((part, index) =>
    digits(part % (index === 0 ? 24n : 60n), 2),
  );
  const fraction = size % 10_000_000n;
  return [
    ticks < 0n ? '-' : '',
    days > 0n ? `${days}.` : '',
    clock.join(':'),
    fraction > 0n ? `.${digits(fraction, 7)}` : '',
  ].join('');
});

const long = fc
  .oneof(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), fc.bigInt({ min: -5n, max: 5n }))
  .map((value) => (Number.isSafeInteger(Number(value)) ? Number(value) : String(value)));

const real = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
  fc.constantFrom<unknown>('NaN', 'Infinity', '-Infinity', 0.1, 1e21),
);

const json = fc.letrec<{ readonly value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 2 },
    fc.string({ maxLength: 5 }),
    fc.integer(),
    fc.boolean(),
    fc.constantFrom(0.5, -2.25, null),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.stringMatching(/^[a-z]{1,3}$/), tie('value'), { maxKeys: 3, noNullPrototype: true }),
  ),
})).value;

/** Values of each type but null. */
export const cellsOf: Readonly<Record<KqlType, fc.Arbitrary<unknown>>> = {
  bool: fc.boolean(),
  int: fc.integer(),
  long,
  real,
  decimal: fc
    .tuple(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.integer({ min: 0, max: 8 }))
    .map(decimalText),
  string: fc.oneof(fc.string({ unit: 'grapheme', maxLength: 8 }), fc.constantFrom('a', 'A', 'a b', '"', '\\', 'ß')),
  datetime,
  timespan,
  guid: fc.uuid(),
  dynamic: json,
};

function decimalText([coefficient, scale]: readonly [bigint, number]): string {
  const text = digits(coefficient < 0n ? -coefficient : coefficient, scale + 1);
  const whole = text.slice(0, text.length - scale);
  const sign = coefficient < 0n ? '-' : '';
  return scale === 0 ? `${sign}${whole}` : `${sign}${whole}.${text.slice(text.length - scale)}`;
}

/** Rows of given columns; `values` replaces the cells of some, and nulls come in. */
export function rowsOf(
  columns: readonly ColumnSchema[],
  {
    maxRows = 12,
    values = {},
  }: { readonly maxRows?: number; readonly values?: Readonly<Record<string, fc.Arbitrary<unknown>>> } = {},
): fc.Arbitrary<TableData> {
  const cell = ({ name, type }: ColumnSchema): fc.Arbitrary<unknown> => {
    const given = values[name] ?? cellsOf[type];
    const empty = fc.constant(type === 'string' ? '' : null);
    return fc.oneof({ weight: NULLS - 1, arbitrary: given }, { weight: 1, arbitrary: empty });
  };
  return fc.array(fc.tuple(...columns.map(cell)), { maxLength: maxRows }).map((rows) => ({ columns, rows }));
}

export function tableOf({ columns, rows }: TableData): Table {
  const objects = rows.map((row) => Object.fromEntries(columns.map(({ name }, index) => [name, row[index]])));
  return rowsToTable(objects, { columns });
}

/** A query over tables of these columns, compiled once; `of` answers with rows for given tables. */
export function queryOver(
  schemas: Readonly<Record<string, readonly ColumnSchema[]>>,
  query: string,
): (tables: Readonly<Record<string, TableData>>) => readonly (readonly unknown[])[] {
  const catalog = catalogOf({ tables: Object.entries(schemas).map(([name, columns]) => ({ name, columns })) });
  const compiled = compileQuery(query, catalog);
  if (!compiled.ok) throw new Error(`${query}: ${compiled.error.message}`);
  return (tables) => {
    const given = new Map(Object.entries(tables).map(([name, data]) => [name, tableOf(data)]));
    const result = runQuery(compiled.plan, {
      source: { table: (name) => given.get(name) },
      now: new Date('2026-01-10T00:00:00Z'),
    });
    if (!result.ok) throw new Error(`${query}: ${result.error.message}`);
    return jsonRows(result.table);
  };
}

/** Rows without their order. */
export function unordered(rows: readonly (readonly unknown[])[]): readonly string[] {
  return rows.map((row) => JSON.stringify(row)).toSorted();
}
