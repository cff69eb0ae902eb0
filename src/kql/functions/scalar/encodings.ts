import { createHash } from 'node:crypto';
import type { Dynamic } from '../../values/dynamic';
import { isArray } from '../../values/dynamic';
import type { Long } from '../../values/long';
import { YEAR_ONE } from '../../values/datetime';
import { parseGuid } from '../../values/guid';
import { longOf, moduloLong, subtractLong } from '../../values/long';
import type { ScalarFunction } from '../scalar-function';
import { fn, fnOfMany } from '../scalar-function';
import { base64, utf8 } from './base64';
import { xxhash64 } from './xxhash64';

function toArray(text: string): Dynamic {
  const bytes = base64(text);
  return bytes === null ? null : [...bytes];
}

function bytesOf(value: Dynamic): Uint8Array | null {
  if (!isArray(value)) return null;
  const numbers = value.map(Number);
  return numbers.every((each) => Number.isInteger(each) && each >= 0 && each <= 255) ? Uint8Array.from(numbers) : null;
}

/** The bytes of a guid: the first three numbers little-endian (source: the example of Microsoft Learn, base64-encode-fromguid-function, read 2026-11-24). */
function guidBytes(guid: string): Buffer {
  const bytes = Buffer.from(guid.replaceAll('-', ''), 'hex');
  for (const [from, to] of GUID_NUMBERS) bytes.subarray(from, to).reverse();
  return bytes;
}

const GUID_NUMBERS = [
  [0, 4],
  [4, 6],
  [6, 8],
] as const;

function toGuid(text: string): string | null {
  const bytes = base64(text);
  if (bytes?.length !== 16) return null;
  for (const [from, to] of GUID_NUMBERS) bytes.subarray(from, to).reverse();
  return parseGuid(bytes.toString('hex'));
}

/** As .NET's HttpUtility does: lower-case hex, a space is a plus. */
function urlEncode(text: string): string {
  return encodeURIComponent(text)
    .replace(/%20/g, '+')
    .replace(/['~]/g, (char) => `%${char.charCodeAt(0).toString(16)}`)
    .replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase());
}

function urlEncodeComponent(text: string): string {
  return encodeURIComponent(text)
    .replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16)}`)
    .replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase());
}

function urlDecode(text: string): string {
  const plain = text.replaceAll('+', ' ');
  try {
    return decodeURIComponent(plain);
  } catch {
    return plain.replace(/(?:%[0-9a-f]{2})+/gi, (run) => Buffer.from(run.replaceAll('%', ''), 'hex').toString('utf8'));
  }
}

const digest =
  (algorithm: string) =>
  // The hash of nothing is nothing (measured on the Kusto emulator by duckdb-kql).
  (text: string): string =>
    text === '' ? '' : createHash(algorithm).update(text, 'utf8').digest('hex');

const hash = (text: string): Long => longOf(xxhash64(Buffer.from(text, 'utf8')));
const hashModulo = (text: string, modulus: Long): Long | null =>
  modulus <= 0 ? null : moduloLong(hash(text), modulus);

/** A datetime is hashed as its ticks since year one, little-endian (measured case of the Kusto documentation). */
function hashDatetime(ticks: Long): Long {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64LE(BigInt(subtractLong(ticks, YEAR_ONE)));
  return longOf(xxhash64(bytes));
}

/** 64-bit two's complement; the second argument is the least width. */
function hex(value: Long, width: Long): string {
  return BigInt.asUintN(64, BigInt(value)).toString(16).padStart(Number(width), '0');
}

function codePoints(values: readonly Dynamic[]): string | null {
  const points = values.flatMap((value) => (isArray(value) ? value : [value])).map(Number);
  if (points.some((point) => !Number.isInteger(point) || point < 0 || point > 0x10ffff)) return null;
  return String.fromCodePoint(...points);
}

// prettier-ignore
export const encodings: readonly ScalarFunction[] = [
  fn('base64_encode_tostring', ['text'], 'string', (s) => Buffer.from(s, 'utf8').toString('base64')),
  fn('base64_encodestring', ['text'], 'string', (s) => Buffer.from(s, 'utf8').toString('base64')),
  fn('base64_encode_fromarray', ['dynamic'], 'string', (a) => { const bytes = bytesOf(a); return bytes === null ? null : Buffer.from(bytes).toString('base64'); }),
  fn('base64_decode_tostring', ['text'], 'string', (s) => { const bytes = base64(s); return bytes === null ? null : utf8(bytes); }),
  fn('base64_decodestring', ['text'], 'string', (s) => { const bytes = base64(s); return bytes === null ? null : utf8(bytes); }),
  fn('base64_decode_toarray', ['text'], 'dynamic', toArray),
  fn('base64_encode_fromguid', ['guid'], 'string', (guid) => guidBytes(guid).toString('base64')),
  fn('base64_decode_toguid', ['text'], 'guid', toGuid),
  fn('url_encode', ['text'], 'string', urlEncode),
  fn('url_encode_component', ['text'], 'string', urlEncodeComponent),
  fn('url_decode', ['text'], 'string', urlDecode),
  fn('hash', ['string'], 'long', hash),
  fn('hash', ['string', 'long'], 'long', hashModulo),
  fn('hash_xxhash64', ['string'], 'long', hash),
  fn('hash_xxhash64', ['string', 'long'], 'long', hashModulo),
  fn('hash', ['datetime'], 'long', hashDatetime),
  fn('hash_xxhash64', ['datetime'], 'long', hashDatetime),
  fn('hash_md5', ['text'], 'string', digest('md5')),
  fn('hash_sha1', ['text'], 'string', digest('sha1')),
  fn('hash_sha256', ['text'], 'string', digest('sha256')),
  fn('tohex', ['long'], 'string', (v) => hex(v, 0)),
  fn('tohex', ['long', 'long'], 'string', hex),
  fn('tohex', ['int'], 'string', (v) => BigInt.asUintN(32, BigInt(v)).toString(16)),
  fn('tohex', ['int', 'long'], 'string', (v, width) => BigInt.asUintN(32, BigInt(v)).toString(16).padStart(Number(width), '0')),
  fnOfMany('unicode_codepoints_to_string', [], 'json', 'string', (...values) => codePoints(values)),
  fnOfMany('make_string', [], 'json', 'string', (...values) => codePoints(values)),
  fn('unicode_codepoints_from_string', ['text'], 'dynamic', (s) => Array.from(s, (char) => char.codePointAt(0) ?? 0)),
  fn('to_utf8', ['text'], 'dynamic', (s) => Array.from(s, (char) => char.codePointAt(0) ?? 0)),
  fn('isascii', ['text'], 'bool', (s) => !/[^\p{ASCII}]/u.test(s)),
  fn('isutf8', ['text'], 'bool', (s) => !/\p{Surrogate}/u.test(s)),
];
