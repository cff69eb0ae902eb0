import type { Catalog, FunctionDefinition, TableSchema } from '../catalog';

export interface ReferencedNames {
  readonly tables: readonly TableSchema[];
  readonly functions: readonly FunctionDefinition[];
  /** Functions that reach other workspaces. */
  readonly others: readonly string[];
}

const WORD = /[\p{L}_$][\p{L}\p{N}_$]*|\[\s*(?:'[^']*'|"[^"]*")\s*\]/gu;
const OTHERS: ReadonlySet<string> = new Set(['workspace', 'app', 'resource']);
const WILDCARD = /[\p{L}\p{N}_]*(?:\*[\p{L}\p{N}_]*)+/gu;
const WHOLE_CATALOG = /\b(?:search|find)\b|\bunion\b[^|;]*(?<![\w)])\*/;

/**
 * What of the catalog a query can mean, its saved functions' bodies included: binding a few symbols is much faster than
 * binding them all. Every word of the text counts, so too much may be bound, never too little.
 */
export function referencedNames(query: string, catalog: Catalog): ReferencedNames {
  const tables = new Map<string, TableSchema>();
  const functions = new Map<string, FunctionDefinition>();
  const seen = new Set<string>();
  const texts = [query];
  for (let text = texts.pop(); text !== undefined; text = texts.pop()) {
    for (const name of namesIn(text, catalog)) {
      if (seen.has(name)) continue;
      seen.add(name);
      const table = catalog.table(name);
      if (table !== undefined) tables.set(name, table);
      const saved = catalog.function(name);
      if (saved === undefined) continue;
      functions.set(name, saved);
      texts.push(saved.parameters, saved.body ?? '');
    }
  }
  return {
    tables: [...tables.values()],
    functions: [...functions.values()],
    others: [...seen].filter((name) => OTHERS.has(name) && !functions.has(name)),
  };
}

function namesIn(text: string, catalog: Catalog): readonly string[] {
  const words = (text.match(WORD) ?? []).map((word) => (word.startsWith('[') ? word.replace(/^\W+|\W+$/g, '') : word));
  if (WHOLE_CATALOG.test(text)) return [...words, ...catalog.tableNames()];
  const patterns = (text.match(WILDCARD) ?? []).filter((word) => word !== '*');
  if (patterns.length === 0) return words;
  const tests = patterns.map((pattern) => new RegExp(`^${pattern.replaceAll('*', '.*')}$`));
  return [...words, ...catalog.tableNames().filter((name) => tests.some((test) => test.test(name)))];
}
