import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keptAnswers } from '../../../scripts/kept/kept-answers';
import type { KeptAnswers } from '../../../scripts/kept/kept-answers';
import { keptFolder } from '../../../scripts/kept/kept-folder';
import type { Knowledge } from '../../../src/rules';

// the digest of the program reads what `npm run build` has made
jest.mock('../../../scripts/package-root', () => ({ PACKAGE_ROOT: join(__dirname, '..', '..', '..') }));

const folder = mkdtempSync(join(tmpdir(), 'kept-answers-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const catalog = {
  table: (name: string) => (name === 'T' ? { name, columns: [] } : undefined),
  function: () => undefined,
  watchlist: () => undefined,
  tableNames: () => ['T'],
  functionNames: () => [],
  watchlistAliases: () => [],
  nearest: () => undefined,
} as unknown as Knowledge;

const open = (most?: number): KeptAnswers<string> =>
  keptAnswers({ folder, file: 'answers.json', catalog, ...(most === undefined ? {} : { most }) });

test('what was used longest ago makes room', () => {
  const first = open();
  for (const text of ['a', 'b', 'c']) first.add(text, { answer: text.repeat(100), used: [['table', 'T']] });
  first.save();
  const second = open(400);
  expect(second.find('a')).toBe('a'.repeat(100));
  second.add('d', { answer: 'd'.repeat(100), used: [] });
  second.save();
  const third = open();
  expect(['a', 'b', 'c', 'd'].map((text) => third.find(text)?.slice(0, 1))).toEqual(['a', undefined, undefined, 'd']);
});

test('what does not fit at all is not kept', () => {
  const answers = open(10);
  answers.add('e', { answer: 'e'.repeat(100), used: [] });
  answers.save();
  expect(open().find('e')).toBeUndefined();
});

test('other settings are another question', () => {
  const answers = open();
  answers.add('f', { answer: 'f', used: [] });
  answers.save();
  expect(open().find('f')).toBe('f');
  expect(keptAnswers({ folder, file: 'answers.json', catalog, settings: { T: '1h' } }).find('f')).toBeUndefined();
});

test.each([
  [{}, join('/project', '.sentinel', 'cache')],
  [{ SENTINEL_RULES_CACHE: 'on' }, join('/project', '.sentinel', 'cache')],
  [{ SENTINEL_RULES_CACHE: 'off' }, undefined],
])('the folder for an environment of %j', (env, kept) => {
  expect(keptFolder({ cwd: '/project', env })).toBe(kept);
});
