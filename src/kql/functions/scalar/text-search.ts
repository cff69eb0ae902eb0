import type { Dynamic } from '../../values/dynamic';
import { dynamicText, isArray } from '../../values/dynamic';
import type { Long } from '../../values/long';
import { allMatches, compileRegex } from '../../values/regex';
import type { RegexMatch } from '../../values/regex';
import { hasTerm } from '../../values/term';
import type { ScalarFunction } from '../scalar-function';
import { fn } from '../scalar-function';

/**
 * Position by character, -1 where there is none. The length limits where a match may start, not where it ends (facts:
 * kql-semantics 2.13, measured); a negative start counts from the end.
 */
function indexOf(text: string, needle: string, start: Long, length: Long, occurrence: Long): number | null {
  if (Number(length) < -1 || Number(occurrence) < 1) return null;
  const from = Number(start) < 0 ? Math.max(0, text.length + Number(start)) : Number(start);
  const last = Number(length) === -1 ? text.length : from + Number(length);
  let left = Number(occurrence);
  for (let at = text.indexOf(needle, from); at !== -1 && at < last; at = text.indexOf(needle, at + 1)) {
    left--;
    if (left === 0) return at;
    if (at >= text.length) break;
  }
  return -1;
}

/** Matches do not overlap and lie wholly in the range; a negative start has no answer. */
function indexOfRegex(text: string, pattern: string, start: Long, length: Long, occurrence: Long): number | null {
  const regex = compileRegex(pattern);
  if (regex === null || start < 0 || Number(length) < -1 || Number(occurrence) < 1) return null;
  const end = Number(length) === -1 ? text.length : Math.min(text.length, Number(start) + Number(length));
  let left = Number(occurrence);
  for (const match of allMatches(regex, text.slice(0, end))) {
    if (match.start < start) continue;
    left--;
    if (left === 0) return match.start;
  }
  return -1;
}

type Groups = (match: RegexMatch) => Dynamic;

/**
 * One group gives a flat list, more give a list of lists; no match gives null. Groups that the pattern does not have are
 * left out of those asked for, and asking for none asks for all (measured on the Kusto emulator by duckdb-kql).
 */
function extractAll(pattern: string, text: string, groups: Dynamic): Dynamic {
  const regex = compileRegex(pattern);
  if (regex === null || regex.groupCount === 0) return null;
  const asked = isArray(groups)
    ? groups.map((group) => (typeof group === 'string' ? (regex.groupNames[group] ?? -1) : Number(group)))
    : [];
  const there = asked.filter((group) => group >= 0 && group <= regex.groupCount);
  const wanted = there.length > 0 ? there : Array.from({ length: regex.groupCount }, (_, index) => index + 1);
  const [only] = wanted;
  const pick: Groups =
    wanted.length === 1 && only !== undefined
      ? (match) => match.groups[only] ?? ''
      : (match) => wanted.map((group) => match.groups[group] ?? '');
  const found = [...allMatches(regex, text)].map(pick);
  return found.length === 0 ? null : found;
}

/**
 * Each look-up is replaced where no earlier one of the list was: `["is","This"]` turns `This` into `Thwas`, since `is` comes first
 * (facts: kql-semantics 2.16, measured). A rewrite that is no text leaves its matches as they are.
 */
function replaceStrings(text: string, lookups: Dynamic, rewrites: Dynamic): string | null {
  if (!isArray(lookups)) return null;
  let parts: readonly { readonly text: string; readonly done: boolean }[] = [{ text, done: false }];
  lookups.forEach((lookup, index) => {
    const wanted = dynamicText(lookup);
    if (wanted === '') return;
    const rewrite = isArray(rewrites) ? rewrites[index] : rewrites;
    const replacement = { text: typeof rewrite === 'string' ? rewrite : wanted, done: true };
    parts = parts.flatMap((part) =>
      part.done
        ? [part]
        : part.text
            .split(wanted)
            .flatMap((piece, at) => (at === 0 ? [] : [replacement]).concat({ text: piece, done: false })),
    );
  });
  return parts.map((part) => part.text).join('');
}

/** Characters of the first list become those at the same place of the second; its last one stands for all that lack one. */
function translate(search: string, replacement: string, text: string): string {
  const to = Array.from(replacement);
  const map = new Map<string, string>();
  Array.from(search).forEach((char, index) => {
    if (!map.has(char)) map.set(char, to[Math.min(index, to.length - 1)] ?? '');
  });
  return Array.from(text, (char) => map.get(char) ?? char).join('');
}

/** Plain occurrences may overlap, matches of a regular expression do not (facts: kql-semantics 2.19). */
function countOf(text: string, search: string, kind: string): number | null {
  if (kind === 'regex') {
    const regex = compileRegex(search);
    return regex === null ? null : [...allMatches(regex, text)].length;
  }
  if (kind !== 'normal' || search === '') return kind === 'normal' ? 0 : null;
  let count = 0;
  for (let at = text.indexOf(search); at !== -1; at = text.indexOf(search, at + 1)) count++;
  return count;
}

function hasAnyIndex(text: string, needles: Dynamic): number | null {
  return isArray(needles)
    ? needles.findIndex((needle) => hasTerm(text.toLowerCase(), dynamicText(needle).toLowerCase(), 'both'))
    : null;
}

/** 1024 times at most (source: Microsoft Learn, strrep-function, read 2026-11-24). */
const repeat = (text: string, times: Long, delimiter: string): string | null =>
  times < 0 ? null : Array.from({ length: Math.min(1024, Number(times)) }, () => text).join(delimiter);

// prettier-ignore
export const textSearch: readonly ScalarFunction[] = [
  fn('indexof', ['text', 'text', 'long'], 'long', (s, x, start) => indexOf(s, x, start, -1, 1)),
  fn('indexof', ['text', 'text', 'long', 'long'], 'long', (s, x, start, length) => indexOf(s, x, start, length, 1)),
  fn('indexof', ['text', 'text', 'long', 'long', 'long'], 'long', indexOf),
  fn('indexof_regex', ['text', 'string'], 'long', (s, p) => indexOfRegex(s, p, 0, -1, 1)),
  fn('indexof_regex', ['text', 'string', 'long'], 'long', (s, p, start) => indexOfRegex(s, p, start, -1, 1)),
  fn('indexof_regex', ['text', 'string', 'long', 'long'], 'long', (s, p, start, length) => indexOfRegex(s, p, start, length, 1)),
  fn('indexof_regex', ['text', 'string', 'long', 'long', 'long'], 'long', indexOfRegex),
  fn('extract_all', ['string', 'text'], 'dynamic', (p, s) => extractAll(p, s, null)),
  fn('extract_all', ['string', 'dynamic', 'text'], 'dynamic', (p, groups, s) => extractAll(p, s, groups)),
  fn('extractall', ['string', 'text'], 'dynamic', (p, s) => extractAll(p, s, null)),
  fn('extractall', ['string', 'dynamic', 'text'], 'dynamic', (p, groups, s) => extractAll(p, s, groups)),
  fn('replace_strings', ['text', 'dynamic', 'dynamic'], 'string', replaceStrings),
  fn('translate', ['string', 'string', 'string'], 'string', translate),
  fn('countof', ['text', 'text'], 'long', (s, x) => countOf(s, x, 'normal')),
  fn('countof', ['text', 'text', 'string'], 'long', countOf),
  fn('has_any_index', ['text', 'dynamic'], 'long', hasAnyIndex),
  fn('regex_quote', ['string'], 'string', (s) => s.replace(/[\\^$.|?*+()[\]{}]/g, '\\$&')),
  fn('strcmp', ['string', 'string'], 'long', (a, b) => (a < b ? -1 : a > b ? 1 : 0)),
  fn('strrep', ['text', 'long'], 'string', (s, times) => repeat(s, times, '')),
  fn('strrep', ['text', 'long', 'string'], 'string', repeat),
];
