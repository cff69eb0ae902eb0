import { suggest } from '../diagnostics';

const TYPES: Readonly<Record<string, string>> = {
  array: 'a list',
  object: 'a mapping (`key: value` lines)',
  string: 'text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  null: 'nothing',
};

/** A type of JSON Schema in a person's words. */
export function typeWords(type: unknown): string {
  const names = (Array.isArray(type) ? type : [type]).filter((name) => name !== 'null');
  return names.map((name) => TYPES[String(name)] ?? String(name)).join(' or ');
}

/** What a value is, short enough for a message. */
export function found(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'string') return value === '' ? 'empty text' : `the text ${quoted(value)}`;
  if (typeof value === 'number') return `the number ${value}`;
  return typeof value === 'boolean' ? String(value) : 'a mapping';
}

/** Text in quotes on one line, cut where it is long; what cannot be seen is shown by its code. */
export function quoted(text: string): string {
  const line = text
    .replace(/[ \t\r\n]+/g, ' ')
    .replace(/^ | $/g, '')
    .replace(/[\p{Z}\p{C}]/gu, (char) =>
      char === ' ' ? char : `<U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}>`,
    );
  return `"${line.length > 60 ? `${line.slice(0, 57)}...` : line}"`;
}

/** "a, b or c". */
export function listed(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} or ${last}`;
}

/** What to do about a word that is none of the allowed ones. */
export function instead(word: string, allowed: readonly string[]): string {
  const near = suggest(word, allowed);
  if (near !== undefined) return `Did you mean \`${near}\`?`;
  return allowed.length > 40
    ? `Allowed are ${allowed.slice(0, 40).join(', ')}, ...`
    : `Allowed: ${allowed.join(', ')}.`;
}
