import { closeSync, openSync, readSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';

const CHUNK = 1 << 20;

/** Hands over the lines of a UTF-8 file one by one: it may be larger than any string can be. A mark at its start is no text. */
export function eachLine(path: string, take: (line: string, index: number) => void): void {
  const file = openSync(path, 'r');
  try {
    const bytes = Buffer.allocUnsafe(CHUNK);
    eachLineOf(() => bytes.subarray(0, readSync(file, bytes, 0, CHUNK, null)), take);
  } finally {
    closeSync(file);
  }
}

/** The same over bytes that are all there. */
export function eachLineIn(bytes: Buffer, take: (line: string, index: number) => void): void {
  let at = 0;
  eachLineOf(() => bytes.subarray(at, (at += CHUNK)), take);
}

/** `next` gives bytes until there are none. */
function eachLineOf(next: () => Buffer, take: (line: string, index: number) => void): void {
  const decoder = new StringDecoder('utf8');
  let index = 0;
  let rest = '';
  for (let bytes = next(); ; bytes = next()) {
    const last = bytes.length === 0;
    const text = rest + (last ? decoder.end() : decoder.write(bytes));
    const lines = (index === 0 && rest === '' ? text.replace(/^\uFEFF/, '') : text).split('\n');
    rest = last ? '' : (lines.pop() ?? '');
    for (const line of lines) take(line, index++);
    if (last) return;
  }
}
