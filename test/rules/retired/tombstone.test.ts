import { checkTombstones, loadTombstone, tombstoneWords } from '../../../src/rules';

const A = 'a94c2e17-5b80-4f6d-b3a1-7e8f9d0c1b04';
const B = '2b6f9c84-1d3e-4a7b-8f50-c1e2d3a4b503';
const text = (more: string, id = A): string =>
  `id: ${id}\nname: A rule\ndate: 2026-01-30\nreason: the tool is blocked\n${more}`;
const load = (more = '', { path = 'd/_retired/a.yaml', id = A } = {}) => loadTombstone({ path, text: text(more, id) });

test('a tombstone says when, why and what instead', () => {
  const { tombstone, diagnostics } = load(`replacement: ${B.toUpperCase()}\nowner: soc\n`);
  expect(diagnostics).toEqual([]);
  expect(tombstone && tombstoneWords(tombstone)).toBe(`retired 2026-01-30: the tool is blocked; replaced by ${B}`);
});

test.each([
  ['no reason', text('').replace(/reason.*\n/, ''), 'missing-key'],
  ['a date that is none', text('').replace('2026-01-30', 'January'), 'wrong-format'],
  ['a key that is not known', text('because: x\n'), 'unknown-key'],
  ['no YAML', 'id: [', 'yaml-syntax'],
])('a file with %s is refused', (_, broken, code) => {
  const { tombstone, diagnostics } = loadTombstone({ path: 'a.yaml', text: broken });
  expect(tombstone).toBeUndefined();
  expect(diagnostics.map((each) => each.code)).toContain(code);
});

test.each([
  ['nothing is wrong', '', [], [], []],
  ['the rule lives', '', [{ id: A, path: 'd/a.yaml' }], [], ['tombstone-rule-lives: the rule is in d/a.yaml']],
  [
    'the replacement is nothing',
    `replacement: ${B}\n`,
    [],
    [],
    ['tombstone-replacement-unknown: no rule has this id, and no tombstone'],
  ],
  ['the replacement is a rule', `replacement: ${B}\n`, [{ id: B, path: 'd/b.yaml' }], [], []],
  ['the replacement is retired too', `replacement: ${B}\n`, [], [{ path: 'd/_retired/b.yaml', id: B }], []],
  [
    'two have one id',
    '',
    [],
    [{ path: 'd/_retired/b.yaml', id: A }],
    ['tombstone-twice: the id is also that of d/_retired/b.yaml'],
  ],
])('%s', (_, more, rules, others, expected) => {
  const stones = [load(more), ...others.map((other) => load('', other))].flatMap(({ tombstone }) => tombstone ?? []);
  expect(checkTombstones(stones, rules).map(({ code, message }) => `${code}: ${message}`)).toEqual(expected);
});
