import { catalogOf, compileQuery, jsonRows, runQuery } from '../../kql';
import type { Catalog, ColumnSchema, KqlError, TableSource } from '../../kql';
import { answer } from '../behaviour/call';
import type { Reply } from '../behaviour/call';
import { writtenColumns } from '../behaviour/tables';
import { holdingsOf } from '../holdings';
import { lookup } from '../state/state';
import type { WorkspaceState } from '../state/state';
import type { JsonObject } from '../json';
import { healthRows } from './health-rows';
import { SAMPLE_TABLES } from './samples';
import { seededColumns, seededTable, watchlistRows } from './rows';
import type { SeededTable, Span } from './rows';

export interface AskedWorkspace {
  readonly workspace: WorkspaceState;
  /** Rows that were put into its tables, by name. */
  readonly rows: Readonly<Record<string, SeededTable>>;
  /** What else its queries may name. */
  readonly catalog: Catalog | undefined;
  /** Milliseconds since 1970. */
  readonly now: number;
}

const NOTHING_ELSE = catalogOf({ tables: SAMPLE_TABLES });

/** Runs a query over the rows that were put into a workspace. A table without any is empty. */
export function runWorkspaceQuery(query: string, span: Span | undefined, question: AskedWorkspace): Reply {
  const asked = { ...question, rows: { ...recordedRows(query, question), ...question.rows } };
  const { workspace, rows, now } = asked;
  const catalog = catalogOfWorkspace(asked);
  const holdings = holdingsOf(workspace);
  const compiled = compileQuery(query, catalog);
  if (!compiled.ok) return badArgument(compiled.error);
  const source: TableSource = {
    table: (name) => {
      const seeded = rows[name];
      return seeded === undefined ? undefined : seededTable(seeded, catalog.table(name)?.columns ?? [], span);
    },
    watchlist: (alias) => {
      const list = holdings.watchlist(alias);
      return list === undefined ? undefined : watchlistRows(list);
    },
  };
  const result = runQuery(compiled.plan, { source, now: new Date(now) });
  if (!result.ok) return badArgument(result.error);
  const { columns, table } = result;
  return answer(200, {
    tables: [
      {
        name: 'PrimaryResult',
        columns: columns.map(({ name, type }) => ({ name, type })),
        rows: jsonRows(table).map((row) => row.map((cell, index) => cellOf(cell, columns[index]))),
      },
    ],
  });
}

/** What the workspace itself records; made only for queries that ask. */
function recordedRows(query: string, { workspace, now }: AskedWorkspace): AskedWorkspace['rows'] {
  const health = query.includes('SentinelHealth') ? healthRows(workspace, now) : undefined;
  return health === undefined ? {} : { SentinelHealth: health };
}

/** [S] A dynamic value travels as the text of its JSON. */
function cellOf(value: unknown, column: ColumnSchema | undefined): string | number | boolean | null {
  if (value === null || value === undefined) return null;
  if (column?.type === 'dynamic' || typeof value === 'object') return JSON.stringify(value);
  return value as string | number | boolean;
}

function catalogOfWorkspace({ workspace, rows, catalog: given = NOTHING_ELSE }: AskedWorkspace): Catalog {
  const holdings = holdingsOf(workspace);
  return {
    table: (name) => {
      const written = lookup(workspace.collections.tables, name);
      const known = written === undefined ? given.table(name) : { name, columns: writtenColumns(written) };
      const seeded = rows[name];
      if (seeded === undefined) return known;
      const columns = new Map([...(known?.columns ?? []), ...seededColumns(seeded)].map((each) => [each.name, each]));
      return { name, columns: [...columns.values()] };
    },
    tableNames: () => [...new Set([...given.tableNames(), ...Object.keys(rows)])],
    function: (name) => holdings.function(name) ?? given.function(name),
    watchlist: (alias) => holdings.watchlist(alias),
  };
}

/** [S] Microsoft Learn, "Azure Monitor Log Analytics API errors": the reason is an error inside the error. */
function badArgument({ code, message }: KqlError): Reply {
  const inner = code === 'syntax' ? 'SyntaxError' : code === 'unsupported' ? 'EmulatorUnsupported' : 'SemanticError';
  return answer(400, refusal({ code: inner, message }));
}

export const refusal = (innererror: JsonObject): JsonObject => ({
  error: { code: 'BadArgumentError', message: 'The request had some invalid properties', innererror },
});
