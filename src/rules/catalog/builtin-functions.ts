import type { ColumnSchema } from '../../kql';
import { parseColumnList } from './column-list';
import type { FunctionInfo } from './knowledge';

/** `schemas/functions/builtin.json`: see its note. */
interface BuiltinFile {
  readonly families: readonly Family[];
}

interface Family {
  readonly rows?: string;
  readonly columns: string;
  readonly functions: readonly FamilyFunctions[];
  readonly sources?: { readonly filtering: string; readonly plain: string };
}

interface FamilyFunctions {
  readonly names: readonly string[];
  readonly parameters: string;
  readonly body?: string;
}

interface Entry {
  readonly family: Family;
  readonly parameters: string;
  readonly body?: string;
}

export interface BuiltinFunctions {
  get(name: string): FunctionInfo | undefined;
  names(): readonly string[];
}

const DISABLED = 'disabled: bool = false';
const PACK = /,? ?\bpack: bool = false/;

/**
 * The functions that a Sentinel workspace has by itself. A source-specific ASIM parser (`_Im_Dns_Native`) takes what
 * its unifying parser takes, `disabled` instead of `pack` (source: Azure-Sentinel, Parsers/ASimDns, read 2026-11-24).
 */
export function openBuiltins(text: string, rowsOf: (table: string) => readonly ColumnSchema[]): BuiltinFunctions {
  const entries = new Map<string, Entry>();
  const prefixes: (Entry & { readonly prefix: string })[] = [];
  for (const family of (JSON.parse(text) as BuiltinFile).families) {
    for (const { names, ...called } of family.functions) {
      for (const name of names) entries.set(name, { family, ...called });
    }
    if (family.sources === undefined) continue;
    for (const unifying of [family.sources.filtering, family.sources.plain]) {
      const parameters = entries.get(unifying)?.parameters ?? '';
      prefixes.push({ prefix: `${unifying}_`, family, parameters: sourceParameters(parameters) });
    }
  }
  const known = new Map<string, FunctionInfo>();
  return {
    names: () => [...entries.keys()],
    get(name) {
      const before = known.get(name);
      const entry =
        before === undefined ? (entries.get(name) ?? prefixes.find((each) => name.startsWith(each.prefix))) : undefined;
      if (entry === undefined) return before;
      const found = describe(name, entry, rowsOf);
      known.set(name, found);
      return found;
    },
  };
}

function sourceParameters(parameters: string): string {
  const kept = parameters.replace(PACK, '');
  if (kept.includes(DISABLED)) return kept;
  return kept === '' ? DISABLED : `${kept}, ${DISABLED}`;
}

function describe(
  name: string,
  { family, parameters, body }: Entry,
  rowsOf: (table: string) => readonly ColumnSchema[],
): FunctionInfo {
  if (body !== undefined) return { name, parameters: `(${parameters})`, body, origin: 'built-in', complete: true };
  const rows = family.rows === undefined ? [] : rowsOf(family.rows);
  const known = new Set(rows.map((column) => column.name));
  const own = parseColumnList(family.columns).filter((column) => !known.has(column.name));
  return { name, parameters: `(${parameters})`, columns: [...rows, ...own], origin: 'built-in', complete: false };
}
