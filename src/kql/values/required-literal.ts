/** A text that is in every match of a pattern. */
export interface RequiredLiteral {
  readonly text: string;
  /** Letters match in either case; `text` is then lower case. */
  readonly caseFree: boolean;
}

const LEAST = 2;
const FLAGS = /^\(\?([imsU]+)\)/;
const QUANTIFIER = /^(?:[*+?]|\{\d+(?:,\d*)?\})\??/;
const ESCAPED_SIGN = /^\\[^\p{L}\p{N}_]/u;
const SET = /^\[\^?\]?(?:\[:\^?\w+:\]|\\.|[^\]\\])*\]/su;
const OTHER_ESCAPE = /^\\(?:p\{\^?\w+\}|x\{[0-9a-fA-F]+\}|x[0-9a-fA-F]{2}|[0-7]{1,3}|[a-zA-Z])/i;

/**
 * The longest text that a pattern of RE2's dialect cannot match without, so that most texts can be refused by looking
 * for it alone. Undefined wherever that is not plain to see: alternatives, short or no literals, rare notations.
 */
export function requiredLiteral(pattern: string): RequiredLiteral | undefined {
  const flags = FLAGS.exec(pattern);
  const caseFree = flags?.[1]?.includes('i') === true;
  let best = '';
  let run = '';
  const close = (): void => {
    if (run.length > best.length) best = run;
    run = '';
  };
  for (let at = flags?.[0].length ?? 0; at < pattern.length;) {
    const part = partAt(pattern.slice(at));
    if (part === undefined) return undefined;
    at += part.length;
    const quantifier = QUANTIFIER.exec(pattern.slice(at))?.[0] ?? '';
    at += quantifier.length;
    // What may be missing is no part of the text; what comes again is the last that is sure to stand beside what was before.
    if (part.literal === undefined || /^(?:[*?]|\{)/.test(quantifier)) close();
    else {
      if (!isPlain(part.literal, caseFree)) close();
      else run += part.literal;
      if (quantifier !== '') close();
    }
  }
  close();
  if (best.length < LEAST) return undefined;
  return { text: caseFree ? best.toLowerCase() : best, caseFree };
}

/** Beyond ASCII, and for s and k within it, the same letter has more than two forms. */
function isPlain(literal: string, caseFree: boolean): boolean {
  return !caseFree || /^[^sSkK\u0080-\uffff]$/.test(literal);
}

/** The next part of a pattern, with the character that it stands for if it is one; undefined to give up. */
function partAt(rest: string): { readonly length: number; readonly literal?: string } | undefined {
  const first = rest.charAt(0);
  switch (first) {
    case '|':
    case ')':
    case '*':
    case '+':
    case '?':
    case '{':
      return undefined;
    case '(': {
      const length = groupLength(rest);
      return length === undefined ? undefined : { length };
    }
    case '[': {
      const length = SET.exec(rest)?.[0].length;
      return length === undefined ? undefined : { length };
    }
    case '.':
    case '^':
    case '$':
      return { length: 1 };
    case '\\': {
      if (ESCAPED_SIGN.test(rest)) return { length: 2, literal: rest.charAt(1) };
      const length = /^\\[QE]/.test(rest) ? undefined : OTHER_ESCAPE.exec(rest)?.[0].length;
      return length === undefined ? undefined : { length };
    }
    default:
      return /[\ud800-\udfff]/.test(first) ? undefined : { length: 1, literal: first };
  }
}

/** The length of the group that a text begins with. What is in it is not looked at. */
function groupLength(rest: string): number | undefined {
  // Flags that hold from here on would change what follows.
  if (/^\(\?[a-zA-Z-]+\)/.test(rest)) return undefined;
  let depth = 0;
  for (let at = 0; at < rest.length;) {
    const char = rest.charAt(at);
    if (char === '(') depth++;
    if (char === ')' && --depth === 0) return at + 1;
    if (char === '[') {
      const set = SET.exec(rest.slice(at))?.[0].length;
      if (set === undefined) return undefined;
      at += set;
    } else if (char === '\\') {
      if (rest.charAt(at + 1) === 'Q') return undefined;
      at += 2;
    } else at++;
  }
  return undefined;
}
