import type { Decimal } from '../../values/decimal';
import type { Dynamic } from '../../values/dynamic';
import type { ScalarFunction } from '../scalar-function';
import { fn } from '../scalar-function';
import { parseXml } from './xml';

const URL =
  /^([A-Za-z][\w+.-]*):\/\/(?:([^:@/?#]*):([^@/?#]*)@)?(\[[^\]]*\]|[^:/?#]*)(?::(\d*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/s;

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** By key: one that is repeated has an array, one without a key or a value is left out (measured by duckdb-kql). */
function queryParameters(query: string): Dynamic {
  const found = new Map<string, string[]>();
  for (const part of query.split('&')) {
    const at = part.indexOf('=');
    if (at <= 0 || at === part.length - 1) continue;
    const key = part.slice(0, at);
    const value = decoded(part.slice(at + 1));
    found.set(key, [...(found.get(key) ?? []), value]);
  }
  const keys = [...found.keys()].sort();
  return new Map(keys.map((key): [string, Dynamic] => [key, only(found.get(key) ?? [])]));
}

const only = (values: readonly string[]): Dynamic => (values.length === 1 ? (values[0] ?? null) : values);

/**
 * The path keeps its leading slash, but for one alone at the end; a user without a password is part of the host; every
 * part is a text (facts: kql-semantics 2.23; measured on the Kusto emulator by duckdb-kql).
 */
function parseUrl(text: string): Dynamic {
  const match = URL.exec(text.trim());
  const part = (index: number): string => match?.[index] ?? '';
  return new Map<string, Dynamic>([
    ['Scheme', part(1)],
    ['Host', part(4)],
    ['Port', part(5)],
    ['Path', part(6) === '/' && match?.[7] === undefined && match?.[8] === undefined ? '' : part(6)],
    ['Username', part(2)],
    ['Password', part(3)],
    ['Query Parameters', queryParameters(part(7))],
    ['Fragment', part(8)],
  ]);
}

/** Parts of a file path, Windows or Unix, with or without a scheme (Kusto documentation, parse_path(), read 2026-11-24). */
function parsePath(text: string): Dynamic {
  const scheme = /^([A-Za-z][\w+.-]+):\/\//.exec(text);
  const rest = scheme === null ? text : text.slice(scheme[0].length);
  const stream = /^(?:[A-Za-z]:)?[^:]*(:[^\\/:]+)$/.exec(rest);
  const path = stream === null ? rest : rest.slice(0, rest.length - (stream[1] ?? '').length);
  const cut = Math.max(path.lastIndexOf('\\'), path.lastIndexOf('/'));
  const directory = cut === -1 ? '' : path.slice(0, cut);
  const file = path.slice(cut + 1);
  const dot = file.lastIndexOf('.');
  const root = /^(?:[A-Za-z]:[\\/]?|\\\\[^\\/]+|\/)/.exec(path)?.[0] ?? '';
  return new Map<string, Dynamic>([
    ['Scheme', scheme?.[1] ?? ''],
    ['RootPath', scheme === null ? root : ''],
    ['DirectoryPath', directory],
    ['DirectoryName', directory.split(/[\\/]/).at(-1) ?? ''],
    ['Filename', file],
    ['Extension', dot === -1 ? '' : file.slice(dot + 1)],
    ['AlternateDataStreamName', stream === null ? '' : (stream[1] ?? '').slice(1)],
  ]);
}

/** The first record of the text (facts: kql-semantics 2.25, measured). */
function parseCsv(text: string): Dynamic {
  const cells: string[] = [];
  let at = 0;
  for (;;) {
    if (text[at] === '"') {
      const quoted = /"((?:[^"]|"")*)"?([^,\r\n]*)/y;
      quoted.lastIndex = at;
      const match = quoted.exec(text);
      cells.push(`${(match?.[1] ?? '').replaceAll('""', '"')}${match?.[2] ?? ''}`);
      at = quoted.lastIndex;
    } else {
      const plain = /[^,\r\n]*/y;
      plain.lastIndex = at;
      cells.push(plain.exec(text)?.[0] ?? '');
      at = plain.lastIndex;
    }
    if (text[at] !== ',') return cells;
    at++;
  }
}

/** Four parts of eight digits each; missing parts are zero (facts: kql-semantics 2.28, measured). */
function parseVersion(text: string): Decimal | null {
  const parts = text.split('.');
  if (parts.length > 4 || parts.some((part) => !/^\d{1,8}$/.test(part))) return null;
  const digits = [...parts, '0', '0', '0'].slice(0, 4).map((part) => part.padStart(8, '0'));
  return { digits: BigInt(digits.join('')), scale: 0 };
}

/** Arguments as Windows splits them: 2n backslashes before a quote are n, an odd one escapes it. */
function commandLine(text: string, kind: string): Dynamic {
  if (kind.toLowerCase() !== 'windows') return null;
  const args: string[] = [];
  let current = '';
  let started = false;
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at);
    if (char === '\\') {
      let slashes = 1;
      while (text[at + slashes] === '\\') slashes++;
      const quote = text[at + slashes] === '"';
      current += '\\'.repeat(quote ? Math.floor(slashes / 2) : slashes);
      started = true;
      at += slashes - 1;
      if (quote && slashes % 2 === 1) {
        current += '"';
        at++;
      }
    } else if (char === '"') {
      if (quoted && text[at + 1] === '"') {
        current += '"';
        at++;
      } else quoted = !quoted;
      started = true;
    } else if (!quoted && /\s/.test(char)) {
      if (started) args.push(current);
      current = '';
      started = false;
    } else {
      current += char;
      started = true;
    }
  }
  if (started) args.push(current);
  return args;
}

// prettier-ignore
export const parsers: readonly ScalarFunction[] = [
  fn('parse_url', ['text'], 'dynamic', parseUrl),
  fn('parseurl', ['text'], 'dynamic', parseUrl),
  fn('parse_urlquery', ['text'], 'dynamic', (s) => new Map([['Query Parameters', queryParameters(s.replace(/^\?/, ''))]])),
  fn('parse_path', ['text'], 'dynamic', parsePath),
  fn('parse_csv', ['text'], 'dynamic', parseCsv),
  fn('parsecsv', ['text'], 'dynamic', parseCsv),
  fn('parse_version', ['text'], 'decimal', parseVersion),
  fn('parse_command_line', ['text', 'string'], 'dynamic', commandLine),
  fn('parse_xml', ['text'], 'dynamic', parseXml),
  fn('parsexml', ['text'], 'dynamic', parseXml),
];
