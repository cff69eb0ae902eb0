import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eachLine, eachLineIn } from '../../../scripts/data/read-lines';

const LONG = 'é'.repeat(700_000); // more than a chunk, and its end within a character

test.each([
  ['', ['']],
  ['a', ['a']],
  ['a\n', ['a', '']],
  ['a\n\nb', ['a', '', 'b']],
  ['\uFEFFa\nb', ['a', 'b']],
  [`x${LONG}\n${LONG}\nend`, [`x${LONG}`, LONG, 'end']],
])('lines of %.20p', (text, lines) => {
  const folder = mkdtempSync(join(tmpdir(), 'lines-'));
  try {
    const path = join(folder, 'file');
    writeFileSync(path, text);
    const found: string[] = [];
    const indices: number[] = [];
    eachLine(path, (line, index) => {
      found.push(line);
      indices.push(index);
    });
    expect(found).toEqual(lines);
    expect(indices).toEqual(lines.map((_, index) => index));
    const again: string[] = [];
    eachLineIn(Buffer.from(text), (line) => again.push(line));
    expect(again).toEqual(lines);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
