import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeSite } from '../../scripts/report/write-site';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'report-files-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const site = (): string => join(folder, 'site');

test('a new report takes away what an earlier one wrote, and nothing else', () => {
  expect(
    writeSite(site(), [
      ['a.html', 'ä'],
      ['rules/b.html', 'b'],
    ]),
  ).toEqual({ files: 2, bytes: 3 });
  writeFileSync(join(site(), 'own.txt'), 'mine');
  writeSite(site(), [['a.html', 'new']]);
  expect(readFileSync(join(site(), 'a.html'), 'utf8')).toBe('new');
  expect(existsSync(join(site(), 'rules', 'b.html'))).toBe(false);
  expect(readFileSync(join(site(), 'own.txt'), 'utf8')).toBe('mine');
});

test('a folder of other files is refused', () => {
  writeFileSync(join(folder, 'own.txt'), 'mine');
  expect(() => writeSite(folder, [['a.html', 'a']])).toThrow('no report');
});

test('a list of files that leads out of the folder is not followed', () => {
  writeSite(site(), [['a.html', 'a']]);
  writeFileSync(join(folder, 'precious.txt'), 'keep');
  writeFileSync(
    join(site(), 'report-files.json'),
    '{"files":["../precious.txt","/etc/hostname","x/../../precious.txt"]}',
  );
  writeSite(site(), [['a.html', 'a']]);
  expect(existsSync(join(folder, 'precious.txt'))).toBe(true);
});
