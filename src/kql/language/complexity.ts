import type { Span } from '../../diagnostics';

/**
 * Brackets in brackets. The parser tries again at each one that is not closed: 200 take it a third of a second, 400
 * four seconds, 9000 more than two minutes (measured). Of 1,600 real queries the deepest has 13.
 */
const MOST_DEPTH = 150;

/**
 * Names of a query when each is replaced by what it stands for. The binder works out a `let` each time it is used: lines
 * that use the one before twice take twice as long each, and joins of them have twice as many columns. 500 take three
 * seconds then (measured). Of 1,600 real queries the largest has 648.
 */
const MOST_UNFOLDED = 1000;

/** `union *`, `search` and `find`: each binds all tables, a quarter of a second each time (measured). */
const MOST_OF_ALL = 8;
const UNION = /\bunion\b[^|;]*/g;
const WILDCARD = /(?<![\w)])\*(?!\w)/g;
const SEARCH = /(?<=(?:^|[(;|,=])\s*)(?:search|find)\b/g;

const TOKEN =
  /\/\/[^\n]*|@"(?:[^"\n]|"")*"?|@'(?:[^'\n]|'')*'?|"(?:[^"\\\n]|\\.)*"?|'(?:[^'\\\n]|\\.)*'?|[\p{L}_][\p{L}\p{N}_]*|[()[\]{};]/gu;

export interface TooComplex {
  readonly message: string;
  /** The bracket or name that goes over what is read. */
  readonly span: Span;
}

/** Why a query is not given to the parser and binder, which cannot be stopped; told from its tokens. */
export function tooComplex(query: string): TooComplex | undefined {
  return asksForAll(query) ?? tooMuchToUnfold(query);
}

function asksForAll(query: string): TooComplex | undefined {
  const unions = [...query.matchAll(UNION)].flatMap((union) =>
    [...union[0].matchAll(WILDCARD)].map(({ index }) => ({ start: union.index + index, end: union.index + index + 1 })),
  );
  const searches = [...query.matchAll(SEARCH)].map(({ 0: word, index }) => ({
    start: index,
    end: index + word.length,
  }));
  const span = [...unions, ...searches].toSorted((a, b) => a.start - b.start)[MOST_OF_ALL];
  const message = `The query asks for all tables more than ${MOST_OF_ALL} times.`;
  return span === undefined ? undefined : { message, span };
}

function tooMuchToUnfold(query: string): TooComplex | undefined {
  const weights = new Map<string, number>();
  let depth = 0;
  let weight = 0;
  let declared: string | undefined;
  let before = '';
  for (const { 0: token, index } of query.matchAll(TOKEN)) {
    const span = { start: index, end: index + token.length };
    if (/^[([{]$/.test(token)) depth++;
    else if (/^[)\]}]$/.test(token)) depth = Math.max(0, depth - 1);
    else if (token === ';' && depth === 0) {
      if (declared !== undefined) weights.set(declared, weight + 1);
      [declared, weight] = [undefined, 0];
    } else if (before === 'let' && depth === 0) declared = token;
    else weight += weights.get(token) ?? 0;
    before = token;
    if (depth > MOST_DEPTH) return { message: `The query has more than ${MOST_DEPTH} brackets in brackets.`, span };
    if (weight > MOST_UNFOLDED) {
      const message = `The query comes to more than ${MOST_UNFOLDED} names when each \`let\` is put where it is used.`;
      return { message, span };
    }
  }
  return undefined;
}
