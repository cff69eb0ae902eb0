import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { affectedRules, kindOfChange } from '../../../scripts/testing/affected-rules';
import { readConfig } from '../../../scripts/targets/read-config';

const root = mkdtempSync(join(tmpdir(), 'affected-rules-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const source = { path: 'sentinel.config.yaml', text: 'schemas: [tables]\n' };
const { config } = readConfig(source, root);

const FILES: Readonly<Record<string, string>> = {
  'detections/a.yaml':
    'id: 00000000-0000-4000-8000-00000000000a\nquery: SigninLogs | where X in (_GetWatchlist("vips"))',
  'detections/a.test.yaml': 'given: [{ fixture: signins.ndjson }]',
  'detections/area/b.yaml': 'query: OUTER(1)',
  'detections/area/b.test.yaml': 'functions: {}',
  'detections/c.yml': 'query: SigninLogs',
  'detections/c.test.yaml': 'watchlists: { hosts: [] }',
  'detections/d.yaml': 'query: SecurityEvent',
  'detections/lonely.test.yaml': 'cases: []',
  'detections/_functions/Inner.yaml': 'name: Inner',
  'detections/_functions/Middle.yaml': 'name: Middle\nquery: Inner',
  'detections/_functions/Outer.yaml': 'name: Outer\nquery: Middle',
  'detections/_tuning/prod/other-name.yaml': 'rule: 00000000-0000-4000-8000-00000000000a',
};
beforeAll(() => {
  for (const [path, text] of Object.entries(FILES)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
});

test.each([
  ['a rule', ['detections/d.yaml'], ['detections/d.yaml']],
  ['its tests', ['detections/a.test.yaml'], ['detections/a.yaml']],
  ['tests of a rule that ends in .yml', ['detections/c.test.yaml'], ['detections/c.yml']],
  ['tests that are gone', ['detections/d.test.yaml'], ['detections/d.yaml']],
  ['a rule that is gone, its tests not', ['detections/lonely.yaml'], ['detections/lonely.test.yaml']],
  ['tests without a rule', ['detections/lonely.test.yaml'], ['detections/lonely.test.yaml']],
  ['a rule that is gone with its tests', ['detections/gone.yaml', 'detections/gone.test.yaml'], []],
  ['a watchlist', ['detections/_watchlists/VIPs.csv'], ['detections/a.yaml']],
  ['a watchlist that only tests name', ['detections/_watchlists/hosts.yaml'], ['detections/c.yml']],
  ['a function, through two that call it', ['detections/_functions/Inner.yaml'], ['detections/area/b.yaml']],
  ['a fixture', ['detections/_fixtures/signins.ndjson'], ['detections/a.yaml']],
  ['the tuning of a target', ['detections/_tuning/prod/other-name.yaml'], ['detections/a.yaml']],
  ['tuning that is gone, by its name', ['detections/_tuning/prod/d.yaml'], ['detections/d.yaml']],
  ['something else', ['README.md', 'docs/a.yaml', 'detections/README.md'], []],
  ['a table', ['tables/T.yaml'], 'all'],
  ['the configuration', ['sentinel.config.yaml'], 'all'],
  [
    'several',
    ['detections/d.yaml', 'detections/a.yaml', 'detections/a.test.yaml'],
    ['detections/a.yaml', 'detections/d.yaml'],
  ],
])('%s', (_, changed, expected) => {
  expect(affectedRules(root, config, changed)).toEqual(expected);
});

test.each([
  ['sentinel.config.yaml', 'config'],
  ['tables/T.yaml', 'knowledge'],
  ['detections/_functions/F.yaml', 'knowledge'],
  ['detections/_watchlists/w.csv', 'knowledge'],
  ['detections/_fixtures/f.csv', 'fixture'],
  ['detections/_tuning/prod/x.yaml', 'tuning'],
  ['detections/x.test.yaml', 'test'],
  ['detections/x.yaml', 'rule'],
  ['other/x.yaml', 'other'],
])('%s is %s', (path, kind) => {
  expect(kindOfChange(path, config)).toBe(kind);
});
