import type { ColumnSchema, KqlType } from '../../src/kql';
import { typeNamed } from '../../src/kql';
import type { PackLine, TableOrigin } from '../../src/rules';
import { formatColumnList, STANDARD_COLUMNS, withStandardColumns } from '../../src/rules';
import {
  ADVANCED_HUNTING_ONLY,
  ASIM_PARSERS,
  DROPPED_COLUMNS,
  MIRRORED_TIMESTAMP,
  SAVED_FUNCTIONS,
} from './known-facts';

/** Column types by column name by table name, as they were collected. */
export type CollectedTables = Readonly<Record<string, Readonly<Record<string, string>>>>;

export interface Carried {
  readonly tables: readonly PackLine[];
  /** Names that queries use like tables, but that are saved functions of a solution. */
  readonly parsers: readonly PackLine[];
  /** What was changed on the way, for people to read. */
  readonly repairs: readonly string[];
}

const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;
const STANDARD: ReadonlyMap<string, KqlType> = new Map(STANDARD_COLUMNS.map(({ name, type }) => [name, type]));

/** Turns collected facts into our packs: sorted, standard columns left out, obvious mistakes repaired and named. */
export function carryTables(collected: CollectedTables): Carried {
  const repairs: string[] = [];
  const tables: PackLine[] = [];
  const parsers: PackLine[] = [];
  for (const name of Object.keys(collected).sort()) {
    if (ASIM_PARSERS.has(name)) continue;
    const columns = repairColumns(name, collected[name] ?? {}, repairs);
    if (SAVED_FUNCTIONS.has(name)) parsers.push({ name, columns: formatColumnList(withStandardColumns(columns)) });
    else tables.push(packLine(name, columns, repairs));
  }
  return { tables, parsers, repairs };
}

function packLine(name: string, columns: readonly ColumnSchema[], repairs: string[]): PackLine {
  const origin = originOf(name);
  if (origin === 'advanced-hunting') return { name, origin, columns: formatColumnList(columns) };
  const own = columns.filter((column) => !STANDARD.has(column.name));
  const missing = STANDARD_COLUMNS.filter((standard) => !columns.some((column) => column.name === standard.name));
  if (missing.length > 0)
    repairs.push(`${name}: standard columns added: ${missing.map((each) => each.name).join(', ')}`);
  return {
    name,
    ...(origin === 'workspace' ? {} : { origin }),
    columns: formatColumnList(own),
    ...(MIRRORED_TIMESTAMP.has(name) ? { mirrors: { Timestamp: 'TimeGenerated' } } : {}),
  };
}

function originOf(name: string): TableOrigin {
  if (ADVANCED_HUNTING_ONLY.has(name)) return 'advanced-hunting';
  return name.endsWith('_CL') ? 'custom' : 'workspace';
}

function repairColumns(table: string, types: Readonly<Record<string, string>>, repairs: string[]): ColumnSchema[] {
  const columns: ColumnSchema[] = [];
  for (const [found, text] of Object.entries(types)) {
    const name = found.trim();
    if (name !== found) {
      repairs.push(`${table}.${name}: white space around the name removed`);
      if (types[name] !== undefined) continue;
    }
    const dropped = DROPPED_COLUMNS.get(`${table}.${name}`) ?? (NAME.test(name) ? undefined : 'no column name');
    if (dropped !== undefined) {
      repairs.push(`${table}.${name}: left out: ${dropped}`);
      continue;
    }
    const type = STANDARD.get(name) ?? typeNamed(text);
    if (type === undefined) throw new Error(`${table}.${name}: '${text}' is no KQL type`);
    if (type !== text && name !== '_IsBillable') repairs.push(`${table}.${name}: ${text} -> ${type}`);
    columns.push({ name, type });
  }
  return columns;
}
