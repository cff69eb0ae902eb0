import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

// First line: what the rest is about, when it was written, its digest. Then the rest, one JSON value.

interface Head {
  /** Digest of what all of it depends on. */
  readonly of: string;
  /** The file's own time, in milliseconds: see `isOurs`. */
  readonly written: number;
  /** Digest of the rest. */
  readonly sum: string;
}

/** Larger files are not read: nobody here writes one. */
const MOST_BYTES = 128 << 20;

/** What was kept for `of`; undefined where there is none, it is damaged, about something else, or not ours. */
export function readKeptFile(path: string, of: string): unknown {
  try {
    const { mtimeMs, size } = statSync(path);
    if (size > MOST_BYTES) return undefined;
    const text = readFileSync(path, 'utf8');
    const end = text.indexOf('\n');
    const head = JSON.parse(text.slice(0, end)) as Head;
    const rest = text.slice(end + 1);
    const known = head.of === of && isOurs(head, mtimeMs) && head.sum === digestOf(rest);
    return known ? JSON.parse(rest) : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps a JSON text. Another run that writes at the same time must not meet half a file. What cannot be written costs time, not truth. */
export function writeKeptFile(path: string, of: string, rest: string): void {
  const part = `${path}.${process.pid}`;
  const written = new Date();
  const head: Head = { of, written: written.getTime(), sum: digestOf(rest) };
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(part, `${JSON.stringify(head)}\n${rest}`);
    utimesSync(part, written, written);
    renameSync(part, path);
  } catch {
    forget(part);
  }
}

function forget(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // there is no folder either
  }
}

/**
 * A file that a commit brings could say of any rule that nothing is wrong with it. Git gives what it writes the time of
 * the checkout, which nobody knows to the millisecond when they commit.
 */
function isOurs({ written }: Head, mtimeMs: number): boolean {
  return Math.round(mtimeMs) === written;
}

/** Of a text, 162 bits. */
export function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 27);
}
