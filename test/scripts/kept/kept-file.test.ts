import {
  copyFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { readKeptFile, writeKeptFile } from '../../../scripts/kept/kept-file';

const folder = mkdtempSync(join(tmpdir(), 'kept-file-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const path = join(folder, 'kept.json');
const VALUE = [{ rule: 'Anmeldung für „Gäste“', spans: [1, 2, 3] }, null];

beforeEach(() => writeKeptFile(path, 'all of it', JSON.stringify(VALUE)));

/** As whoever damages a file does not bother about its time. */
function rewrite(bytes: Buffer): void {
  const { atime, mtime } = statSync(path);
  writeFileSync(path, bytes);
  utimesSync(path, atime, mtime);
}

test('what was kept is there again, and no half file beside it', () => {
  expect(readKeptFile(path, 'all of it')).toEqual(VALUE);
  expect(readdirSync(folder)).toEqual(['kept.json']);
});

test('what was kept about something else is nothing', () => {
  expect(readKeptFile(path, 'another build')).toBeUndefined();
  expect(readKeptFile(join(folder, 'none.json'), 'all of it')).toBeUndefined();
  expect(readKeptFile(folder, 'all of it')).toBeUndefined();
});

test('a file with any byte changed, lost or added is nothing', () => {
  const whole = readFileSync(path);
  const damaged = fc.oneof(
    fc.tuple(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 })).map(([at, by]) => {
      const bytes = Buffer.from(whole);
      bytes[at] = (bytes[at] ?? 0) ^ by;
      return bytes;
    }),
    fc.nat(whole.length - 1).map((length) => whole.subarray(0, length)),
    fc.uint8Array({ minLength: 1, maxLength: 8 }).map((more) => Buffer.concat([whole, more])),
    fc.uint8Array({ maxLength: 64 }).map((bytes) => Buffer.from(bytes)),
  );
  fc.assert(
    fc.property(damaged, (bytes) => {
      rewrite(bytes);
      const read = readKeptFile(path, 'all of it');
      // a blank more in the first line is the same first line
      expect(read === undefined || JSON.stringify(read) === JSON.stringify(VALUE)).toBe(true);
    }),
    { numRuns: 200 },
  );
});

test('a file that a checkout or a copy brought is nothing, whatever it says', () => {
  const other = join(folder, 'copied.json');
  copyFileSync(path, other);
  const later = new Date(Math.round(statSync(path).mtimeMs) + 1);
  utimesSync(other, later, later);
  expect(readKeptFile(other, 'all of it')).toBeUndefined();
  rmSync(other);
});

test('a folder that cannot be written costs nothing but time', () => {
  const below = join(path, 'below-a-file', 'kept.json');
  expect(() => writeKeptFile(below, 'all of it', JSON.stringify(VALUE))).not.toThrow();
  expect(readKeptFile(below, 'all of it')).toBeUndefined();
});
