import type { Diagnostic, Source } from '../../diagnostics';
import type { ColumnSchema, KqlType } from '../../kql';
import type { YamlDocument } from '../../yaml';
import { parseYaml } from '../../yaml';
import { parseColumnList } from './column-list';
import type { EntityColumns, TableInfo, TablePlan } from './knowledge';
import { finding, loadDocument } from './loaded';
import type { PackEntry, TableOrigin } from './pack';
import { withStandardColumns } from './standard-columns';

/** A file by `schemas/table.schema.json`. */
interface TableDocument {
  readonly name: string;
  readonly columns?: string | Readonly<Record<string, KqlType>>;
  readonly standardColumns?: boolean;
  readonly origin?: TableOrigin;
  readonly logs?: string;
  readonly connectors?: readonly string[];
  readonly plan?: TablePlan;
  readonly complete?: boolean;
  readonly mirrors?: Readonly<Record<string, string>>;
  readonly latency?: { readonly usually: string };
  readonly entities?: readonly EntityColumns[];
}

/** A sound table file; what it says of columns is checked when the shipped table beside it is known. */
export interface TableFile {
  readonly name: string;
  readonly document: YamlDocument;
}

export function loadTable(source: Source): { readonly file?: TableFile; readonly diagnostics: readonly Diagnostic[] } {
  const { document, diagnostics } = loadDocument('table', source);
  if (document === undefined) return { diagnostics };
  return { file: { name: (document.value as TableDocument).name, document }, diagnostics };
}

/** One of our own files, which a test holds against the schema: checking it at every start would cost more than reading it. */
export function shippedFile(source: Source): TableFile {
  const { document } = parseYaml(source);
  if (document === undefined) throw new Error(`${source.path}: cannot be read`);
  return { name: (document.value as TableDocument).name, document };
}

/** A table as the packs alone know it. */
export function packedTable({ name, origin, columns, mirrors }: PackEntry): TableInfo {
  return {
    name,
    origin,
    columns: origin === 'advanced-hunting' ? columns : withStandardColumns(columns),
    complete: false,
    connectors: [],
    plan: 'Analytics',
    mirrors,
    entities: [],
  };
}

/** What a file says of a table, on top of what was known before: columns are added, or get another type. */
export function describedTable({ document }: TableFile, base: TableInfo | undefined): TableInfo {
  const value = document.value as TableDocument;
  const own = columnsOf(value);
  const names = new Set(own.map(({ name }) => name));
  const columns = [...(base?.columns ?? []).filter(({ name }) => !names.has(name)), ...own];
  const latency = latencySeconds(value.latency?.usually) ?? base?.latencySeconds;
  const logs = value.logs ?? base?.logs;
  return {
    name: value.name,
    origin: value.origin ?? base?.origin ?? 'project',
    columns: value.standardColumns === false || base !== undefined ? columns : withStandardColumns(columns),
    complete: value.complete ?? base?.complete ?? false,
    connectors: value.connectors ?? base?.connectors ?? [],
    plan: value.plan ?? base?.plan ?? 'Analytics',
    mirrors: { ...base?.mirrors, ...value.mirrors },
    entities: value.entities ?? base?.entities ?? [],
    ...(logs === undefined ? {} : { logs }),
    ...(latency === undefined ? {} : { latencySeconds: latency }),
  };
}

/** Columns that a file names but the table does not have. */
export function tableFindings({ document }: TableFile, table: TableInfo): readonly Diagnostic[] {
  const columns = new Set(table.columns.map(({ name }) => name));
  const { mirrors = {}, entities = [] } = document.value as TableDocument;
  const named = [
    ...Object.entries(mirrors).flatMap(([column, of]) => [
      { column, path: ['mirrors', column], part: 'key' as const },
      { column: of, path: ['mirrors', column], part: 'value' as const },
    ]),
    ...entities.flatMap(({ identifiers }, index) =>
      Object.entries(identifiers).map(([identifier, column]) => ({
        column,
        path: ['entities', index, 'identifiers', identifier],
        part: 'value' as const,
      })),
    ),
  ];
  return named
    .filter(({ column }) => !columns.has(column))
    .map(({ column, path, part }) =>
      finding('table-column', {
        source: document.source,
        span: document.spanOf(path, part),
        message: `table ${table.name} has no column ${column}`,
        help: 'Name a column of the table, or add it under `columns`.',
      }),
    );
}

function columnsOf({ columns = '' }: TableDocument): readonly ColumnSchema[] {
  if (typeof columns === 'string') return parseColumnList(columns);
  return Object.entries(columns).map(([name, type]) => ({ name, type }));
}

const UNIT_SECONDS: Readonly<Record<string, number>> = { m: 60, h: 3600, d: 86400 };

function latencySeconds(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Number.parseInt(text, 10) * (UNIT_SECONDS[text.slice(-1)] ?? 0);
}
