const TERM_CHARACTER = /[\p{L}\p{N}]/u;

/** Whether the character is part of a term: letters and digits are, `_` and all else delimit. */
function isTermUnit(unit: number, text: string, index: number): boolean {
  if (unit < 128) return (unit >= 48 && unit <= 57) || (unit >= 65 && unit <= 90) || (unit >= 97 && unit <= 122);
  return TERM_CHARACTER.test(String.fromCodePoint(text.codePointAt(index) ?? 0));
}

export type TermEdge = 'both' | 'prefix' | 'suffix';

/**
 * Whether `needle` occurs in `text` as whole terms: next to each edge of it that is alphanumeric there is no other
 * alphanumeric. `prefix` asks for the left edge alone (hasprefix), `suffix` for the right one. Both texts must already
 * be in one case where case does not matter. (facts: kql-semantics 2.2 to 2.5)
 */
export function hasTerm(text: string, needle: string, edge: TermEdge): boolean {
  if (needle === '') return true;
  const size = needle.length;
  const checkLeft = edge !== 'suffix' && isTermUnit(needle.charCodeAt(0), needle, 0);
  const checkRight = edge !== 'prefix' && isTermUnit(needle.charCodeAt(size - 1), needle, size - 1);
  for (let at = text.indexOf(needle); at !== -1; at = text.indexOf(needle, at + 1)) {
    if (checkLeft && at > 0 && isTermUnit(text.charCodeAt(at - 1), text, at - 1)) continue;
    const end = at + size;
    if (checkRight && end < text.length && isTermUnit(text.charCodeAt(end), text, end)) continue;
    return true;
  }
  return false;
}
