import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UsageError } from '../../../scripts/command';
import { findRuleFiles } from '../../../scripts/files/find-rule-files';

let root = '';

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'rule-files-'));
  for (const folder of [
    '_work/detections/area',
    '_work/detections/_functions',
    '_work/detections/.git',
    '_work/other',
    '_work/detections/node_modules',
  ]) {
    mkdirSync(join(root, folder), { recursive: true });
  }
  for (const file of [
    'detections/b.yaml',
    'detections/a.yml',
    'detections/area/c.YAML',
    'detections/area/c.test.yaml',
    'detections/area/notes.md',
    'detections/_functions/f.yaml',
    'detections/.git/x.yaml',
    'detections/node_modules/x.yaml',
    'other/d.yaml',
  ]) {
    writeFileSync(join(root, '_work', file), 'a: 1\n');
  }
  symlinkSync(join(root, '_work', 'detections'), join(root, '_work', 'detections', 'area', 'loop'));
  symlinkSync(join(root, '_work', 'nowhere'), join(root, '_work', 'detections', 'broken.yaml'));
});

afterAll(() => rmSync(root, { recursive: true, force: true }));

test.each<[readonly string[], readonly string[], readonly string[]]>([
  [['detections'], ['detections/a.yml', 'detections/area/c.YAML', 'detections/b.yaml', 'detections/broken.yaml'], []],
  [['detections/area', 'detections/area/c.YAML', './detections/area'], ['detections/area/c.YAML'], []],
  [
    ['other/d.yaml', 'detections/area/c.test.yaml', 'detections/_functions/f.yaml'],
    ['other/d.yaml'],
    ['detections/area/c.test.yaml', 'detections/_functions/f.yaml'],
  ],
  [
    ['.'],
    ['detections/a.yml', 'detections/area/c.YAML', 'detections/b.yaml', 'detections/broken.yaml', 'other/d.yaml'],
    [],
  ],
])('%j', (paths, files, skipped) => {
  const found = findRuleFiles(join(root, '_work'), paths);
  expect(found.files.map(({ path }) => path)).toEqual(files);
  expect(found.skipped).toEqual(skipped);
});

test('a file outside the working folder goes by its name alone', () => {
  const found = findRuleFiles(join(root, '_work', 'detections'), ['../other/d.yaml', '../../_work/other']);
  expect(found).toMatchObject({ files: [{ path: '../other/d.yaml' }], skipped: [] });
});

test('a path that does not exist is wrong usage', () => {
  expect(() => findRuleFiles(root, ['nothing'])).toThrow(UsageError);
});
