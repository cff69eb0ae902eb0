import { readFileSync, statSync } from 'node:fs';
import type { ProjectFile } from '../../src/rules';

/** Bytes; above it a file is not even read. The million characters that the YAML room reads fit below it, whatever they are. */
const MOST_BYTES = 40 * 1024 * 1024;

/** Reads a text file. Never throws: what keeps it from being read is in the result, `path` is how it is shown. */
export function readSource(absolute: string, path: string): ProjectFile {
  try {
    const { size } = statSync(absolute);
    if (size > MOST_BYTES) return { path, failure: `it has ${size} bytes, and at most ${MOST_BYTES} are read` };
    return decodeSource(readFileSync(absolute), path);
  } catch (error) {
    return { path, failure: reasonOf(error) };
  }
}

/** The text that bytes of a file say. */
export function decodeSource(bytes: Buffer, path: string): ProjectFile {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    return { path, failure: 'it is UTF-16 text; save it as UTF-8' };
  }
  try {
    return { path, text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return { path, failure: 'it is not UTF-8 text' };
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'this user may not read it',
  EISDIR: 'it is a folder',
  ELOOP: 'its symbolic links go in a circle',
};

function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return REASONS[code ?? ''] ?? message;
}
