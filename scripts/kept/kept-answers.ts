import { join } from 'node:path';
import type { CatalogUse, Knowledge } from '../../src/rules';
import { buildDigest } from './build-digest';
import { digestOf, readKeptFile, writeKeptFile } from './kept-file';

interface Entry<T> {
  readonly answer: T;
  /** Kind and name of each catalog entry that was used, with its digest. */
  readonly used: readonly (readonly [...CatalogUse, digest: string])[];
}

export interface Answered<T> {
  readonly answer: T;
  /** Entries of the catalog that were asked for on the way. */
  readonly used: readonly CatalogUse[];
}

/** Answers of earlier runs, by the text that was asked about. */
export interface KeptAnswers<T> {
  find(text: string): T | undefined;
  add(text: string, answered: Answered<T>): void;
  /** Writes what was found or added in this run, and what was there before as far as there is room; nothing without news. */
  save(): void;
}

export interface KeptOptions {
  /** Absolute path of the folder. */
  readonly folder: string;
  readonly file: string;
  readonly catalog: Knowledge;
  /** What else every answer depends on, as JSON has it. */
  readonly settings?: unknown;
  /** Characters of JSON that may be kept, where that is not as many as usual. */
  readonly most?: number;
}

/** Answers about texts of older versions are among them. */
const MOST_ENTRIES = 10_000;

/** Of JSON, about as many as bytes: a larger file would take longer to read than it saves. */
const MOST_CHARACTERS = 32 << 20;

/**
 * What was answered about texts with this catalog. An answer holds as long as its text, the program, the settings, the
 * names in the catalog, the watchlists' columns and each catalog entry that was used are the same.
 */
export function keptAnswers<T>({ folder, file, catalog, settings = null, most }: KeptOptions): KeptAnswers<T> {
  const path = join(folder, file);
  const of = digestOf(JSON.stringify([buildDigest(), settings, namesIn(catalog), watchlistsIn(catalog)]));
  const before = entriesOf<T>(readKeptFile(path, of));
  const now = new Map<string, Entry<T>>();
  const digests = new Map<string, string>();
  const digestOfUse = ([kind, name]: CatalogUse): string => {
    const key = `${kind} ${name}`;
    const known = digests.get(key) ?? digestOf(textOf(catalog[kind](name)));
    digests.set(key, known);
    return known;
  };
  let news = false;
  return {
    find(text) {
      const key = digestOf(text);
      const entry = now.get(key) ?? before.get(key);
      if (entry === undefined || entry.used.some(([kind, name, was]) => digestOfUse([kind, name]) !== was)) {
        return undefined;
      }
      now.set(key, entry);
      return entry.answer;
    },
    add(text, { answer, used }) {
      news = true;
      now.set(digestOf(text), { answer, used: used.map((use) => [...use, digestOfUse(use)] as const) });
    },
    save() {
      if (!news) return;
      news = false;
      const others = [...before].filter(([key]) => !now.has(key));
      writeKeptFile(path, of, `[${newest([...others, ...now], most ?? MOST_CHARACTERS).join(',')}]`);
    },
  };
}

/** What is last was used last. */
function newest(entries: readonly unknown[], most: number): readonly string[] {
  const texts: string[] = [];
  let left = most;
  for (const entry of entries.slice(-MOST_ENTRIES).toReversed()) {
    const text = JSON.stringify(entry);
    left -= text.length + 1;
    if (left < 0) break;
    texts.unshift(text);
  }
  return texts;
}

function entriesOf<T>(kept: unknown): ReadonlyMap<string, Entry<T>> {
  return new Map((kept ?? []) as readonly (readonly [string, Entry<T>])[]);
}

function namesIn(catalog: Knowledge): readonly string[] {
  return [...catalog.tableNames(), ...catalog.functionNames(), ...catalog.watchlistAliases()].toSorted();
}

/** The binder may know what a function of the project returns, and then does not ask for the watchlists in it again. */
function watchlistsIn(catalog: Knowledge): readonly string[] {
  return catalog.watchlistAliases().map((alias) => textOf(catalog.watchlist(alias)));
}

/** The rows of a watchlist are many, and nothing that is kept comes from them; a function's `body` is its `query`'s text. */
function textOf(entry: object | undefined): string {
  return entry === undefined ? '' : JSON.stringify({ ...entry, items: undefined, query: undefined });
}
