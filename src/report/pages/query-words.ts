/** Words that nearly every query has: nobody finds a rule by them. */
const COMMON = new Set(
  'and or not by on in let where project extend summarize join kind inner has contains startswith endswith ago bin count dcount timegenerated true false tostring todynamic isnotempty isempty make_set min max'.split(
    ' ',
  ),
);
/** Characters of a query's words that the catalogue carries. */
const MOST = 1500;

/** The words of a query, each once, lower case: what somebody remembers of it. */
export function queryWords(query: string): string {
  const words = new Set<string>();
  let length = 0;
  for (const [word] of query.toLowerCase().matchAll(/[\p{L}\p{N}_][\p{L}\p{N}_.\\:/-]*/gu)) {
    if (word.length < 3 || COMMON.has(word) || words.has(word)) continue;
    length += word.length + 1;
    if (length > MOST) break;
    words.add(word);
  }
  return [...words].join(' ');
}
