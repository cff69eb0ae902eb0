import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { ColumnSchema, JsonRow } from '../../src/kql';
import { parseCsv } from '../../src/rules';
import { UsageError } from '../command';
import { inferColumns } from './infer-columns';

const NAME = /^(.+?)\.(ndjson|jsonl|json|csv)(\.gz)?$/i;

/** The rows of one file and the columns that they show by themselves. */
export interface TableData {
  readonly path: string;
  readonly rows: readonly JsonRow[];
  readonly columns: readonly ColumnSchema[];
}

export interface DataFolder {
  readonly tableNames: readonly string[];
  /** Reads a table's file the first time it is asked for. Throws a UsageError with the line for a file that is not what its name says. */
  table(name: string): TableData | undefined;
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
  const read = new Map<string, TableData>();
  return {
    tableNames: [...files.keys()],
    table(name) {
      const known = read.get(name);
      const file = files.get(name);
      if (known !== undefined || file === undefined) return known;
      const rows = readRows(file.path);
      const data = { path: file.path, rows, columns: inferColumns(rows, file.format === 'csv' ? 'text' : 'json') };
      read.set(name, data);
      return data;
    },
  };
}

/** The rows of one file, by its ending. Throws a UsageError with the line for a file that is not what its name says. */
export function readRows(path: string): readonly JsonRow[] {
  const [, , format = '', gz] = NAME.exec(basename(path)) ?? [];
  const bytes = readFileSync(path);
  const text = (gz === undefined ? bytes : gunzipSync(bytes)).toString('utf8').replace(/^\uFEFF/, '');
  return parseRows(text, format.toLowerCase(), path);
}

function parseRows(text: string, format: string, path: string): readonly JsonRow[] {
  switch (format) {
    case 'csv':
      return csvRows(text, path);
    case 'json':
      return jsonRows(text, path);
    default:
      return ndjsonRows(text, path);
  }
}

function ndjsonRows(text: string, path: string): readonly JsonRow[] {
  const rows: JsonRow[] = [];
  let line = 0;
  for (const each of text.split('\n')) {
    line++;
    if (each.trim() !== '') rows.push(asRow(parsed(each, `${path}:${line}`), `${path}:${line}`));
  }
  return rows;
}

function jsonRows(text: string, path: string): readonly JsonRow[] {
  const value = parsed(text, path);
  if (!Array.isArray(value)) throw new UsageError(`${path}: expected a list of rows, found ${typeof value}`);
  return value.map((item, index) => asRow(item, `${path}: row ${index + 1}`));
}

function csvRows(text: string, path: string): readonly JsonRow[] {
  const { rows, problems } = parseCsv(text);
  const [problem] = problems;
  if (problem !== undefined) {
    const line = text.slice(0, problem.span.start).split('\n').length;
    throw new UsageError(`${path}:${line}: ${problem.message}`);
  }
  const [header, ...body] = rows;
  const names = (header ?? []).map((cell) => cell.text.trim());
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
