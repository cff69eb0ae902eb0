import type { Dynamic } from '../../values/dynamic';
import { isArray } from '../../values/dynamic';
import { dynamicText } from '../../values/dynamic';
import { allMatches, compileRegex } from '../../values/regex';
import { convert } from '../../values/convert';
import type { ScalarFunction } from '../scalar-function';
import { fn, fnOfMany, fnOfNulls } from '../scalar-function';

const codePoints = (text: string): number => {
  let count = 0;
  for (const _ of text) count++;
  return count;
};

/** Zero-based, by code point; a negative start counts from the end (facts: kql-semantics 2.11). */
function substring(text: string, start: number | bigint, length: number | bigint): string {
  const points = Array.from(text);
  const size = points.length;
  const from = Number(start) < 0 ? size + Number(start) : Number(start);
  // A start before the first character is the empty text (measured on the Kusto emulator by duckdb-kql).
  if (from < 0) return '';
  return points.slice(from, Math.max(from, from + Math.max(0, Number(length)))).join('');
}

function trim(pattern: string, text: string, ends: 'both' | 'start' | 'end'): string {
  let rest = text;
  if (ends !== 'end') {
    const match = compileRegex(`^(?:${pattern})`)?.match(rest, 0);
    if (match !== undefined && match !== null) rest = rest.slice(match.end);
  }
  if (ends !== 'start') {
    const match = compileRegex(`(?:${pattern})$`)?.match(rest, 0);
    if (match !== undefined && match !== null) rest = rest.slice(0, match.start);
  }
  return rest;
}

function replaceRegex(text: string, pattern: string, rewrite: string): string | null {
  const regex = compileRegex(pattern);
  if (regex === null) return null;
  let out = '';
  let at = 0;
  for (const match of allMatches(regex, text)) {
    out += text.slice(at, match.start);
    out += rewrite.replace(/\\(\d|\\)/g, (_, what: string) =>
      what === '\\' ? '\\' : (match.groups[Number(what)] ?? ''),
    );
    at = match.end;
  }
  return out + text.slice(at);
}

function extract(pattern: string, group: number | bigint, text: string): string | null {
  const match = compileRegex(pattern)?.match(text, 0);
  return match?.groups[Number(group)] ?? null;
}

function split(text: string, delimiter: string): Dynamic {
  return delimiter === '' ? [text] : text.split(delimiter);
}

function splitAt(text: string, delimiter: string, index: number | bigint): Dynamic {
  const part = text.split(delimiter)[Number(index)];
  return part === undefined ? [] : [part];
}

function strcatArray(value: Dynamic, delimiter: string): string | null {
  return isArray(value) ? value.map(dynamicText).join(delimiter) : null;
}

// prettier-ignore
export const strings: readonly ScalarFunction[] = [
  fn('strlen',             ['text'],                     'long',    codePoints),
  fn('string_size',        ['text'],                     'long',    (s) => Buffer.byteLength(s)),
  fn('tolower',            ['text'],                     'string',  (s) => s.toLowerCase()),
  fn('toupper',            ['text'],                     'string',  (s) => s.toUpperCase()),
  fn('reverse',            ['text'],                     'string',  (s) => Array.from(s).reverse().join('')),
  fn('substring',          ['text', 'long'],             'string',  (s, start) => substring(s, start, s.length)),
  fn('substring',          ['text', 'long', 'long'],     'string',  substring),
  fn('trim',               ['string', 'text'],           'string',  (p, s) => trim(p, s, 'both')),
  fn('trim_start',         ['string', 'text'],           'string',  (p, s) => trim(p, s, 'start')),
  fn('trim_end',           ['string', 'text'],           'string',  (p, s) => trim(p, s, 'end')),
  fn('replace_string',     ['text', 'text', 'text'],     'string',  (s, from, to) => from === '' ? s : s.replaceAll(from, () => to)),
  fn('replace_regex',      ['text', 'string', 'string'], 'string',  replaceRegex),
  fn('replace',            ['string', 'string', 'text'], 'string',  (p, to, s) => replaceRegex(s, p, to)),
  fn('extract',            ['string', 'long', 'text'],   'string',  extract),
  fn('split',              ['text', 'string'],           'dynamic', split),
  fn('split',              ['text', 'string', 'long'],   'dynamic', splitAt),
  fn('indexof',            ['text', 'text'],             'long',    (s, x) => s.indexOf(x)),
  fn('strcat_array',       ['dynamic', 'string'],        'string',  strcatArray),
  fnOfMany('strcat',       [], 'text',                   'string',  (...parts) => parts.join('')),
  fnOfMany('strcat_delim', ['text'], 'text',             'string',  (delimiter, ...parts) => parts.join(delimiter ?? '')),
  fnOfNulls('isempty',     ['text'],                     'bool',    (s) => s === '' || s === null),
  fnOfNulls('isnotempty',  ['text'],                     'bool',    (s) => s !== '' && s !== null),
  fnOfNulls('notempty',    ['text'],                     'bool',    (s) => s !== '' && s !== null),
  ...(['long', 'int', 'real', 'datetime', 'timespan', 'bool', 'guid', 'dynamic', 'decimal'] as const).map((type) =>
    fn(
      `extract:${type}`,
      ['string', 'long', 'text'],
      type,
      (p, g, s) => convert(extract(p, g, s) ?? '', 'string', type) as never,
    ),
  ),
];
