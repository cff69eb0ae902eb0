import type { Entry } from './catalogue-data';

/** One thing asked for: a word, or words in quotes; with a minus in front, what must not be there. */
interface Term {
  readonly text: string;
  readonly excluded: boolean;
}

export interface SearchIndex {
  readonly names: readonly string[];
  readonly texts: readonly string[];
}

/** Prepares entries for `search`. Texts are compared in lower case. */
export function searchIndex(entries: readonly Pick<Entry, 'name' | 'id' | 'path' | 'words'>[]): SearchIndex {
  const names = entries.map(({ name }) => name.toLowerCase());
  const texts = entries.map(
    ({ id, path, words }, index) => `${names[index] ?? ''}\n${id.toLowerCase()}\n${path.toLowerCase()}\n${words}`,
  );
  return { names, texts };
}

export function parseTerms(query: string): readonly Term[] {
  return [...query.toLowerCase().matchAll(/(-?)(?:"([^"]*)"?|(\S+))/g)].flatMap(([, minus, quoted, word]) => {
    const text = (quoted ?? word ?? '').trim();
    // a minus alone is one that somebody is about to write a word behind
    return text === '' || text === '-' ? [] : [{ text, excluded: minus === '-' }];
  });
}

/**
 * Places of the entries that have every term, best first: what the name begins with, then what a word of it begins with,
 * then what it holds, then the rest; undefined for a query without terms, which finds everything in its own order.
 * Every part of a word counts, for names of tables and techniques are searched by their parts.
 */
export function search({ names, texts }: SearchIndex, query: string): readonly number[] | undefined {
  const terms = parseTerms(query);
  if (terms.length === 0) return undefined;
  const found: { readonly index: number; readonly score: number }[] = [];
  texts.forEach((text, index) => {
    let score = 0;
    for (const { text: term, excluded } of terms) {
      if (text.includes(term) === excluded) return;
      if (!excluded) score += scoreOf(names[index] ?? '', term);
    }
    found.push({ index, score });
  });
  return found.sort((a, b) => b.score - a.score || a.index - b.index).map(({ index }) => index);
}

function scoreOf(name: string, term: string): number {
  const at = name.indexOf(term);
  if (at === 0) return 8;
  if (at > 0) return /[\p{L}\p{N}]/u.test(name.charAt(at - 1)) ? 2 : 4;
  return 1;
}
