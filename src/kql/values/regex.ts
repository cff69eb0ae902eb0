import { RE2JS } from 're2js';
import { requiredLiteral } from './required-literal';

/** A match: where it is, and the text of each group (0 is the whole; a group that took no part is undefined). */
export interface RegexMatch {
  readonly start: number;
  readonly end: number;
  readonly groups: readonly (string | undefined)[];
}

/** A compiled regular expression of KQL's dialect (RE2: linear time, no look-around, no back references). */
export interface Regex {
  readonly groupCount: number;
  readonly groupNames: Readonly<Record<string, number>>;
  /** Whether it matches anywhere in the text. */
  test(text: string): boolean;
  /** The first match at or after an offset. */
  match(text: string, from: number): RegexMatch | null;
}

const CACHE_SIZE = 2000;
const cache = new Map<string, Regex | null>();

/** The compiled pattern; null when it is no valid RE2 pattern. */
export function compileRegex(pattern: string): Regex | null {
  const known = cache.get(pattern);
  if (known !== undefined) return known;
  const compiled = compile(pattern);
  if (cache.size >= CACHE_SIZE) cache.clear();
  cache.set(pattern, compiled);
  return compiled;
}

function compile(pattern: string): Regex | null {
  let compiled: RE2JS;
  try {
    compiled = RE2JS.compile(pattern);
  } catch {
    return null;
  }
  const mayMatch = literalTest(pattern);
  return {
    groupCount: compiled.groupCount(),
    groupNames: compiled.namedGroups(),
    test: (text) => mayMatch(text, 0) && compiled.test(text),
    match: (text, from) => {
      if (!mayMatch(text, from)) return null;
      const matcher = compiled.matcher(text);
      if (!matcher.find(from)) return null;
      const groups = Array.from({ length: compiled.groupCount() + 1 }, (_, group) => matcher.group(group) ?? undefined);
      return { start: matcher.start(), end: matcher.end(), groups };
    },
  };
}

/** False where a text from an offset on lacks what every match has: seen many times faster than by matching. */
function literalTest(pattern: string): (text: string, from: number) => boolean {
  const literal = requiredLiteral(pattern);
  if (literal === undefined) return () => true;
  const { text: wanted, caseFree } = literal;
  return caseFree
    ? (text, from) => text.toLowerCase().includes(wanted, from)
    : (text, from) => text.includes(wanted, from);
}

/** All matches from left to right; an empty match moves on by one character. */
export function* allMatches(regex: Regex, text: string): Generator<RegexMatch> {
  for (let at = 0; at <= text.length;) {
    const match = regex.match(text, at);
    if (match === null) return;
    yield match;
    at = match.end === match.start ? match.end + 1 : match.end;
  }
}
