import { unsupported } from '../../kql-error';
import type { ParseKvPlan } from '../../plan/plan';

type Form = Extract<ParseKvPlan['form'], { kind: 'words' }>;

interface Word {
  readonly text: string;
  readonly quoted: boolean;
  /** Whether a character stands beside it of which it is not known if it belongs to a word: `_`, letters beyond ASCII. */
  readonly unclear: boolean;
}

/**
 * Pairs in a text without agreed delimiters: all that is not alphanumeric parts words, and behind a key stands its value
 * (source: Microsoft Learn, parse-kv-operator, read 2026-11-24).
 */
export function* wordPairs(text: string, form: Form, plan: ParseKvPlan): Generator<readonly [string, string]> {
  const keys = new Set(plan.columns.map(({ name }) => name));
  const words = wordsOf(text, form);
  for (let at = 0; at + 1 < words.length; at++) {
    const [key, value] = [words[at] as Word, words[at + 1] as Word];
    if (!keys.has(key.text)) continue;
    if (key.unclear || value.unclear || (!value.quoted && keys.has(value.text))) {
      throw unsupported(
        `parse-kv without delimiters of '${key.text}' in this text`,
        plan.span,
        'name them: with (pair_delimiter=" ", kv_delimiter="=")',
      );
    }
    yield [key.text, value.text];
    at++;
  }
}

const WORD = /[A-Za-z0-9]/;
const UNCLEAR = /[_\u0080-\uffff]/;

function wordsOf(text: string, { quotes, escape }: Form): readonly Word[] {
  const words: Word[] = [];
  for (let at = 0; at < text.length;) {
    const quote = quotes.find(([open]) => text[at] === open);
    let end = at;
    if (quote !== undefined) {
      let inner = '';
      for (end = at + 1; end < text.length && text[end] !== quote[1]; end++) {
        if (escape !== '' && text[end] === escape && end + 1 < text.length) end++;
        inner += text.charAt(end);
      }
      words.push({ text: inner, quoted: true, unclear: false });
      at = end + 1;
      continue;
    }
    while (end < text.length && WORD.test(text.charAt(end))) end++;
    if (end > at) {
      const unclear = UNCLEAR.test(text.charAt(at - 1)) || UNCLEAR.test(text.charAt(end));
      words.push({ text: text.slice(at, end), quoted: false, unclear });
    }
    at = Math.max(end, at + 1);
  }
  return words;
}
