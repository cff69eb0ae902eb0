import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { JsonRow } from '../../src/kql';
import { parseCsv } from '../../src/rules';
import { UsageError } from '../command';
import { eachLine, eachLineIn } from './read-lines';

const NAME = /^(.+?)\.(ndjson|jsonl|json|csv)(\.gz)?$/i;

/** A file of rows. `json`: values have their own types; `text`: all is text, and looks decide (CSV). */
export interface DataFile {
  readonly path: string;
  readonly form: 'json' | 'text';
  /** Reads the file row by row. Throws a UsageError with the line for a file that is not what its name says. */
  each(take: (row: JsonRow) => void): void;
}

export interface DataFolder {
  readonly tableNames: readonly string[];
  /** A table's file. It is read when it is asked for its rows. */
  file(name: string): DataFile | undefined;
}

/** A folder of log files: the name of each is the table's, its ending the format. */
export function openDataFolder(folder: string): DataFolder {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) throw new UsageError(`there is no folder ${folder}`);
  const files = new Map<string, { readonly path: string; readonly format: string }>();
  for (const file of readdirSync(folder).sort()) {
    const match = NAME.exec(file);
    if (match === null) continue;
    const [, table = '', format = ''] = match;
    const other = files.get(table);
    if (other !== undefined)
      throw new UsageError(`two files for the table ${table}: ${other.path} and ${join(folder, file)}`);
    files.set(table, { path: join(folder, file), format: format.toLowerCase() });
  }
  return {
    tableNames: [...files.keys()],
    file(name) {
      const file = files.get(name);
      if (file === undefined) return undefined;
      const { path, format } = file;
      return { path, form: format === 'csv' ? 'text' : 'json', each: (take) => eachRow(path, take) };
    },
  };
}

/** The rows of one file, by its ending. Throws a UsageError with the line for a file that is not what its name says. */
export function readRows(path: string): readonly JsonRow[] {
  const rows: JsonRow[] = [];
  eachRow(path, (row) => rows.push(row));
  return rows;
}

function eachRow(path: string, take: (row: JsonRow) => void): void {
  const [, , format = '', gz] = NAME.exec(basename(path)) ?? [];
  const kind = format.toLowerCase();
  const bytes = (): Buffer => (gz === undefined ? readFileSync(path) : gunzipSync(readFileSync(path)));
  if (kind === 'csv' || kind === 'json') {
    const text = bytes()
      .toString('utf8')
      .replace(/^\uFEFF/, '');
    for (const row of kind === 'csv' ? csvRows(text, path) : jsonRows(text, path)) take(row);
    return;
  }
  const line = (text: string, index: number): void => {
    if (text.trim() !== '') take(asRow(parsed(text, `${path}:${index + 1}`), `${path}:${index + 1}`));
  };
  if (gz === undefined) eachLine(path, line);
  else eachLineIn(bytes(), line);
}

function jsonRows(text: string, path: string): readonly JsonRow[] {
  const value = parsed(text, path);
  const rows = Array.isArray(value) ? value : answerRows(value);
  if (rows === undefined) throw new UsageError(`${path}: expected a list of rows, found ${typeof value}`);
  return rows.map((item, index) => asRow(item, `${path}: row ${index + 1}`));
}

/** The rows of an answer of the Log Analytics query API: names of columns, and lists of values. */
function answerRows(value: unknown): readonly unknown[] | undefined {
  const { tables } = (value ?? {}) as { readonly tables?: unknown };
  if (!Array.isArray(tables)) return undefined;
  return tables.flatMap((table: { readonly columns?: unknown; readonly rows?: unknown }) => {
    const { columns, rows } = table;
    if (!Array.isArray(columns) || !Array.isArray(rows)) return [];
    const names = columns.map((column: { readonly name?: unknown }) => String(column.name));
    return rows.map((row: readonly unknown[]) => Object.fromEntries(names.map((name, index) => [name, row[index]])));
  });
}

function csvRows(text: string, path: string): readonly JsonRow[] {
  const { rows, problems } = parseCsv(text);
  const [problem] = problems;
  if (problem !== undefined) {
    const line = text.slice(0, problem.span.start).split('\n').length;
    throw new UsageError(`${path}:${line}: ${problem.message}`);
  }
  const [header, ...body] = rows;
  // the portal's log view names the zone of times in their headings
  const names = (header ?? []).map((cell) => cell.text.trim().replace(/ \[UTC\]$/, ''));
  return body.map((cells) => Object.fromEntries(names.map((name, index) => [name, cells[index]?.text ?? ''])));
}

function parsed(text: string, place: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${place}: this is no JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function asRow(value: unknown, place: string): JsonRow {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as JsonRow;
  throw new UsageError(`${place}: expected a row (an object), found ${Array.isArray(value) ? 'a list' : typeof value}`);
}
