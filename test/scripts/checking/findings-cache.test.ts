import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readFindingsCache } from '../../../scripts/checking/findings-cache';
import { shippedSchemas } from '../../../scripts/files/catalog';
import { PACKAGE_ROOT } from '../../../scripts/package-root';
import { buildCatalog, checkAlone, recordUse } from '../../../src/rules';
import type { CheckSettings, Knowledge, PlacedFinding } from '../../../src/rules';
import { exampleFile } from '../../rules/example-file';

// the digest of the program reads what `npm run build` has made
jest.mock('../../../scripts/package-root', () => ({ PACKAGE_ROOT: join(__dirname, '..', '..', '..') }));

const folder = mkdtempSync(join(tmpdir(), 'findings-cache-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const shipped = shippedSchemas(PACKAGE_ROOT);
const table = (name: string, columns: string) => ({
  path: `${name}.yaml`,
  text: `name: ${name}\ncomplete: true\ncolumns: "${columns}"\n`,
});
const catalogOf = (...tables: { readonly path: string; readonly text: string }[]): Knowledge =>
  buildCatalog(shipped, { tables, functions: [], watchlists: [] }).catalog;

const before = catalogOf(table('T', 'A:long'), table('Other', 'B'));
const text = exampleFile('query: |\n  T\n  | where X == 1');

function kept(catalog: Knowledge, settings: CheckSettings = {}, of = text): readonly PlacedFinding[] | undefined {
  return readFindingsCache(folder, catalog, { today: '2026-11-24', settings }).find(of);
}

beforeAll(() => {
  const { catalog, take } = recordUse(before);
  const findings = checkAlone({ path: 'a.yaml', text }, { today: '2026-11-24', catalog });
  const cache = readFindingsCache(folder, before, { today: '2026-11-24' });
  cache.add(text, { answer: findings, used: take() });
  cache.save();
});

test('what was found is found again, without reading the query', () => {
  expect(kept(before)).toMatchObject([{ code: 'unknown-column', severity: 'error' }]);
  expect(readdirSync(folder)).toEqual(['check-findings.json']);
});

test.each<[string, Knowledge, CheckSettings, string, boolean]>([
  ['another text', before, {}, `${text}# changed\n`, false],
  [
    'another column in a table that the query names',
    catalogOf(table('T', 'A:long X'), table('Other', 'B')),
    {},
    text,
    false,
  ],
  ['another column in another table', catalogOf(table('T', 'A:long'), table('Other', 'B C')), {}, text, true],
  [
    'a new table, which the query may have meant',
    catalogOf(table('T', 'A:long'), table('Other', 'B'), table('New', 'A')),
    {},
    text,
    false,
  ],
  ['other latencies', before, { latency: { T: '1h' } }, text, false],
  ['other severities, which come later', before, { severity: { 'unknown-column': 'off' } }, text, true],
])('%s', (_, catalog, settings, of, found) => {
  expect(kept(catalog, settings, of) !== undefined).toBe(found);
});

test('a cache that is broken is an empty one', () => {
  const path = join(folder, 'check-findings.json');
  for (const broken of ['', '{', '[]', 'null', '{"of":1}']) {
    writeFileSync(path, broken);
    expect(kept(before)).toBeUndefined();
  }
});

test('a folder that cannot be written costs nothing but time', () => {
  const cache = readFindingsCache(join(folder, 'check-findings.json', 'below-a-file'), before, { today: '2026-11-24' });
  cache.add(text, { answer: [], used: [] });
  expect(() => cache.save()).not.toThrow();
});
