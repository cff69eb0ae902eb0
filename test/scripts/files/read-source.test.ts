import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSource } from '../../../scripts/files/read-source';

let root = '';

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'read-source-'));
});

afterAll(() => rmSync(root, { recursive: true, force: true }));

test.each<[string, Buffer, object]>([
  ['text with a byte order mark', Buffer.from('\uFEFFa: é\r\n'), { path: 'r.yaml', text: '\uFEFFa: é\r\n' }],
  ['UTF-16', Buffer.from('\uFEFFa: 1', 'utf16le'), { path: 'r.yaml', failure: 'it is UTF-16 text; save it as UTF-8' }],
  ['Latin-1', Buffer.from([0x61, 0x3a, 0x20, 0xe9]), { path: 'r.yaml', failure: 'it is not UTF-8 text' }],
])('%s', (_name, bytes, expected) => {
  writeFileSync(join(root, 'r.yaml'), bytes);
  expect(readSource(join(root, 'r.yaml'), 'r.yaml')).toEqual(expected);
});

test('what is not there, or no file, is said', () => {
  expect(readSource(join(root, 'no.yaml'), 'no.yaml')).toEqual({ path: 'no.yaml', failure: 'there is no such file' });
  expect(readSource(root, 'd.yaml')).toEqual({ path: 'd.yaml', failure: 'it is a folder' });
});
