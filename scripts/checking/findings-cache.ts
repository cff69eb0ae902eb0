import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CatalogUse, CheckOptions, Knowledge, PlacedFinding } from '../../src/rules';
import { buildDigest } from './build-digest';

interface Entry {
  readonly findings: readonly PlacedFinding[];
  /** Kind and name of each catalog entry that was used, with its digest. */
  readonly used: readonly (readonly [...CatalogUse, digest: string])[];
}

interface Stored {
  /** What every entry depends on: the program, the names of the catalog, the settings. */
  readonly of: string;
  readonly entries: Readonly<Record<string, Entry>>;
}

/** Findings of earlier runs, by the text of the file. */
export interface FindingsCache {
  find(text: string): readonly PlacedFinding[] | undefined;
  add(text: string, entry: { readonly findings: readonly PlacedFinding[]; readonly used: readonly CatalogUse[] }): void;
  /** Writes what was found or added in this run, and what was there before as far as there is room. */
  save(): void;
}

const FILE = 'check-findings.json';

/** Texts of files, those of older versions among them. */
const MOST_ENTRIES = 10_000;

/**
 * The cache of a project. An entry holds as long as the file's text, the program, the settings, the names in the catalog
 * and each catalog entry that its query used are the same. A cache that cannot be read is an empty one.
 */
export function readFindingsCache(folder: string, catalog: Knowledge, { settings = {} }: CheckOptions): FindingsCache {
  const of = digest(JSON.stringify([buildDigest(), settings.latency, names(catalog)]));
  const before = stored(join(folder, FILE), of);
  const now = new Map<string, Entry>();
  const digests = new Map<string, string>();
  const digestOf = ([kind, name]: CatalogUse): string => {
    const key = `${kind} ${name}`;
    const known = digests.get(key) ?? digest(JSON.stringify(withoutRows(catalog[kind](name))));
    digests.set(key, known);
    return known;
  };
  let changed = false;
  return {
    find(text) {
      const key = digest(text);
      const entry = before[key];
      if (entry === undefined) return undefined;
      if (entry.used.some(([kind, name, was]) => digestOf([kind, name]) !== was)) return undefined;
      now.set(key, entry);
      return entry.findings;
    },
    add(text, { findings, used }) {
      changed = true;
      now.set(digest(text), { findings, used: used.map((use) => [...use, digestOf(use)] as const) });
    },
    save() {
      if (!changed) return;
      const others = Object.entries(before).filter(([key]) => !now.has(key));
      write(folder, { of, entries: Object.fromEntries([...others, ...now].slice(-MOST_ENTRIES)) });
    },
  };
}

function stored(path: string, of: string): Readonly<Record<string, Entry>> {
  if (!existsSync(path)) return {};
  try {
    const value = JSON.parse(readFileSync(path, 'utf8')) as Stored;
    return value.of === of ? value.entries : {};
  } catch {
    return {};
  }
}

/** Another run that writes at the same time must not meet half a file. */
function write(folder: string, value: Stored): void {
  const path = join(folder, FILE);
  const part = `${path}.${process.pid}`;
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(part, JSON.stringify(value));
    renameSync(part, path);
  } catch {
    // a cache that cannot be kept costs time, not truth
  }
}

function names(catalog: Knowledge): readonly string[] {
  return [...catalog.tableNames(), ...catalog.functionNames(), ...catalog.watchlistAliases()].toSorted();
}

/** The rows of a watchlist are many, and no check of a query reads them. */
function withoutRows(entry: object | undefined): object | undefined {
  return entry === undefined ? undefined : { ...entry, items: undefined, query: undefined };
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 27);
}
