import { deflateSync, gunzipSync, gzipSync, inflateSync } from 'node:zlib';
import { fnOfSome } from '../partial-function';
import type { ScalarFunction } from '../scalar-function';
import { fn } from '../scalar-function';
import { base64, utf8 } from './base64';

/** Kusto cuts results at 1 MiB; a bomb must not be unpacked. */
const MOST_BYTES = 1_048_576;

/**
 * Kusto stores short text as it is, behind the header of a compressor (source: the examples of Microsoft Learn,
 * zlib-base64-compress-function and gzip-base64-compress, read 2026-11-24). Which bytes longer text becomes is up to that
 * compressor: not supported.
 */
const STORED_BYTES = 64;

/** Where a gzip header says how hard it was tried (0) and on which system (255 is unknown). */
const GZIP_ORIGIN = 8;

function unpacked(text: string, unpack: (bytes: Buffer) => Buffer): string | null {
  const bytes = base64(text);
  if (bytes === null) return null;
  try {
    return utf8(unpack(bytes));
  } catch {
    return null;
  }
}

const gunzip = (bytes: Buffer): Buffer => gunzipSync(bytes, { maxOutputLength: MOST_BYTES });
const inflate = (bytes: Buffer): Buffer => inflateSync(bytes, { maxOutputLength: MOST_BYTES });

function storedGzip(text: string): Buffer {
  const bytes = gzipSync(Buffer.from(text, 'utf8'), { level: 0 });
  bytes.set([0, 255], GZIP_ORIGIN);
  return bytes;
}

const storedZlib = (text: string): Buffer => deflateSync(Buffer.from(text, 'utf8'), { level: 0 });

const packing = (name: string, pack: (text: string) => Buffer): ScalarFunction =>
  fnOfSome(name, ['text'], 'string', (text) => {
    const size = Buffer.byteLength(text);
    return size === 0 || size > STORED_BYTES ? undefined : pack(text).toString('base64');
  });

export const compression: readonly ScalarFunction[] = [
  packing('gzip_compress_to_base64_string', storedGzip),
  packing('zlib_compress_to_base64_string', storedZlib),
  fn('gzip_decompress_from_base64_string', ['text'], 'string', (s) => unpacked(s, gunzip)),
  fn('zlib_decompress_from_base64_string', ['text'], 'string', (s) => unpacked(s, inflate)),
];
