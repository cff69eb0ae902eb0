import type { ColumnSchema, Compilation, KqlErrorCode, StaticTable } from '../../src/kql';
import { catalogOf, compileQuery, jsonRows, rowsToTable, runQuery } from '../../src/kql';
import { diceOf } from './dice';
import { randomQuery } from './random-query';
import { randomTables, SCHEMAS } from './random-tables';

/** What became of one generated query. */
export interface Fuzzed {
  readonly query: string;
  readonly outcome: FuzzOutcome;
}

/**
 * `invalid`: the official binder refuses the query, so it counts for nothing. `crash`, `different` (a second run answered
 * otherwise), `late` and `columns` (others than the binder says) are mistakes of ours.
 */
export type FuzzOutcome =
  | { readonly kind: 'ran'; readonly rows: number }
  | {
      readonly kind: 'invalid' | 'unsupported' | 'runtime' | 'crash' | 'late' | 'different' | 'columns';
      readonly reason: string;
    };

const CATALOG = catalogOf({ tables: Object.entries(SCHEMAS).map(([name, columns]) => ({ name, columns })) });
const NOW = new Date('2026-01-10T00:00:00Z');

/** Generates a query and rows from a seed, and runs it twice. Never throws. */
export function fuzzOne(seed: number): Fuzzed {
  const dice = diceOf(seed);
  const query = randomQuery(dice);
  try {
    return { query, outcome: outcomeOf(query, randomTables(dice), seed % READ_TWICE === 0 ? 'twice' : 'once') };
  } catch (error) {
    return {
      query,
      outcome: { kind: 'crash', reason: error instanceof Error ? (error.stack ?? error.message) : String(error) },
    };
  }
}

const CODES: Readonly<Record<KqlErrorCode, 'invalid' | 'unsupported' | 'runtime'>> = {
  syntax: 'invalid',
  semantic: 'invalid',
  unsupported: 'unsupported',
  runtime: 'runtime',
};

/** Reading a query takes nearly all of the time: one in so many is read twice, all run twice. */
const READ_TWICE = 10;

/** Printing a million rows takes much longer than making them. */
const MOST_COMPARED = 5000;

type Rows = ReturnType<typeof randomTables>;

function outcomeOf(query: string, rows: Rows, readTwice: 'once' | 'twice'): FuzzOutcome {
  const compiled = compileQuery(query, CATALOG);
  const again = readTwice === 'twice' ? compileQuery(query, CATALOG) : compiled;
  if (!compiled.ok) {
    const { code, message } = compiled.error;
    if (again.ok || again.error.message !== message) return { kind: 'different', reason: message };
    return { kind: CODES[code], reason: message };
  }
  if (!again.ok) return { kind: 'different', reason: again.error.message };
  const first = answerTo(compiled, rows);
  const second = answerTo(again, rows);
  if (first.text !== second.text)
    return { kind: 'different', reason: `${first.text.slice(0, 300)}\n${second.text.slice(0, 300)}` };
  if (first.failed !== undefined) return first.failed;
  // the binder adds a column to what scan makes that Kusto does not (measured on the Kusto emulator by duckdb-kql)
  // and it gives no column at all to a weighted percentile of rand(), which is an answer of its own
  const differs = query.includes('| scan ') || query.includes('percentilew(rand()');
  const reason = differs ? undefined : otherColumns(first.columns, compiled.columns);
  return reason === undefined ? { kind: 'ran', rows: first.rowCount } : { kind: 'columns', reason };
}

interface Answered {
  readonly text: string;
  readonly rowCount: number;
  readonly columns: readonly ColumnSchema[];
  readonly failed?: FuzzOutcome;
}

function answerTo({ plan }: Extract<Compilation, { readonly ok: true }>, rows: Rows): Answered {
  const tables = new Map(
    Object.entries(SCHEMAS).map(([name, columns]) => [name, rowsToTable(rows[name] ?? [], { columns })]),
  );
  const result = runQuery(plan, { source: { table: (name) => tables.get(name) }, now: NOW });
  if (!result.ok) {
    const { code, message } = result.error;
    return { text: `${code}: ${message}`, rowCount: 0, columns: [], failed: { kind: CODES[code], reason: message } };
  }
  const { columns, table } = result;
  const first =
    table.rowCount <= MOST_COMPARED ? table : table.gather(Int32Array.from({ length: MOST_COMPARED }, (_, row) => row));
  const text = JSON.stringify([columns, table.rowCount, jsonRows(first)]);
  return { text, rowCount: table.rowCount, columns };
}

/** How the columns differ from those that the binder knows, who takes for an int some of what Kusto makes a long. */
function otherColumns(columns: readonly ColumnSchema[], { columns: expected, open }: StaticTable): string | undefined {
  if (open) return undefined;
  const shown = (all: readonly { readonly name: string; readonly type: string }[]): string =>
    all.map(({ name, type }) => `${name}:${type === 'int' ? 'long' : type}`).join(' ');
  const known = columns.map((column, index) =>
    expected[index]?.type === 'unknown' ? { name: column.name, type: 'unknown' } : column,
  );
  return shown(known) === shown(expected) ? undefined : `${shown(columns)}\nbinder: ${shown(expected)}`;
}
