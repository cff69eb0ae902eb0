import type { Diagnostic, Source } from '../diagnostics';
import { suggest } from '../diagnostics';
import type { ColumnSchema, JsonRow } from '../kql';
import type { FunctionInfo, Knowledge, TableInfo } from '../rules';
import type { YamlNode } from '../yaml';
import { parseInstant, resolveInstant } from './instant';
import type { Given, GivenFixture, GivenRow, TestCase } from './test-file';

/** One row of a table as the workspace would hold it. Times are milliseconds since 1970. */
export interface Event {
  readonly table: string;
  readonly cells: JsonRow;
  readonly generated: number;
  readonly ingested: number;
}

/** Rows of a fixture file by name, read by whoever may read files; undefined for a file that does not exist. */
export type Fixtures = (name: string) => readonly JsonRow[] | undefined;

interface Shape {
  readonly columns: readonly ColumnSchema[];
  readonly complete: boolean;
  readonly mirrors: Readonly<Record<string, string>>;
}

/** The events of a case, typed by their tables' schemas. Columns that a table does not have are errors. */
export function eventsOf(
  testCase: TestCase,
  context: { readonly source: Source; readonly knowledge: Knowledge; readonly fixtures: Fixtures },
): { readonly events: readonly Event[]; readonly diagnostics: readonly Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  const report = (given: Pick<Given, 'span'>, code: string, message: string, help: string): void => {
    diagnostics.push({ code, severity: 'error', message, help, source: context.source, span: given.span });
  };
  const events = testCase.given.flatMap((given): readonly Event[] => {
    const shape = shapeOf(given.table, context.knowledge);
    if (shape === undefined) {
      const near = context.knowledge.nearest(given.table);
      const help =
        near === undefined ? 'name a table of schemas/tables, or add a schema file for it' : `did you mean ${near}?`;
      report(given, 'test-table-unknown', `no table or parser is named ${given.table}`, help);
      return [];
    }
    if ('fixture' in given) {
      const rows = context.fixtures(given.fixture);
      if (rows !== undefined) return fixtureEvents(given, rows, testCase.now);
      report(
        given,
        'test-fixture',
        `there is no fixture ${given.fixture}`,
        'fixtures are files under detections/_fixtures/',
      );
      return [];
    }
    return rowEvents(given, shape, testCase.now, (span, message, help) =>
      report({ span }, 'test-column-unknown', message, help),
    );
  });
  return { events, diagnostics };
}

function shapeOf(name: string, knowledge: Knowledge): Shape | undefined {
  const table: TableInfo | undefined = knowledge.table(name);
  if (table !== undefined) return { columns: table.columns, complete: true, mirrors: table.mirrors };
  const parser: FunctionInfo | undefined = knowledge.function(name);
  if (parser?.columns === undefined) return undefined;
  return { columns: parser.columns, complete: parser.complete, mirrors: {} };
}

type ReportColumn = (span: GivenRow['span'], message: string, help: string) => void;

function rowEvents(given: GivenRow, shape: Shape, now: number, report: ReportColumn): readonly Event[] {
  const types = new Map(shape.columns.map(({ name, type }) => [name, type]));
  const cells: Record<string, unknown> = {};
  for (const [name, { node, span }] of given.cells) {
    const type = types.get(name);
    if (type === undefined && shape.complete) {
      const near = suggest(name, [...types.keys()]);
      report(span, `${given.table} has no column ${name}`, near === undefined ? 'remove it' : `did you mean ${near}?`);
      continue;
    }
    cells[name] = cellOf(node, type ?? 'string', now);
  }
  const stated = cells['TimeGenerated'];
  const generated = typeof stated === 'string' ? Date.parse(stated) : resolveInstant(given.at, now);
  const ingested = resolveInstant(given.ingested, generated);
  if (types.has('TimeGenerated')) cells['TimeGenerated'] = new Date(generated).toISOString();
  for (const [mirror, of] of Object.entries(shape.mirrors)) cells[mirror] ??= cells[of];
  const event = { table: given.table, cells, generated, ingested };
  return Array.from({ length: given.count }, () => event);
}

/** Text stays as it is written and is read by the column's type; a dynamic is YAML's value; an offset is a time from `now`. */
function cellOf(node: YamlNode, type: ColumnSchema['type'], now: number): unknown {
  if (node.kind !== 'scalar') return plain(node);
  if (node.value === null && node.style === 'plain') return null;
  if (type === 'dynamic') return node.style === 'plain' ? node.value : node.text;
  if (type !== 'datetime') return node.text;
  const instant = parseInstant(node.text);
  return instant?.kind === 'offset' ? new Date(now + instant.milliseconds).toISOString() : node.text;
}

function plain(node: YamlNode): unknown {
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'sequence') return node.items.map(plain);
  return Object.fromEntries(node.entries.map(({ key, value }) => [key.text, plain(value)]));
}

/**
 * Rows of a fixture, those that agree with `where`. Their times are absolute, or `TimeGenerated` an offset from `now`
 * (`-3d`), so that one fixture serves cases at any time. `_IngestionTime` says when a row arrived.
 */
function fixtureEvents({ table, where }: GivenFixture, rows: readonly JsonRow[], now: number): readonly Event[] {
  const wanted = Object.entries(where);
  const time = (value: unknown, base: number): number | undefined => {
    const instant = typeof value === 'string' ? parseInstant(value) : undefined;
    if (instant !== undefined) return resolveInstant(instant, base);
    const parsed = typeof value === 'string' ? Date.parse(value) : Number.NaN;
    return Number.isNaN(parsed) ? undefined : parsed;
  };
  return rows
    .filter((row) => wanted.every(([name, value]) => String(row[name]) === String(value)))
    .map(({ _IngestionTime, ...cells }): Event => {
      const generated = time(cells['TimeGenerated'], now) ?? now - 7_200_000;
      const ingested = time(_IngestionTime, generated) ?? generated + 180_000;
      return { table, cells: { ...cells, TimeGenerated: new Date(generated).toISOString() }, generated, ingested };
    });
}
