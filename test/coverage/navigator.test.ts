import {
  coverageBadge,
  coverageMarkdown,
  coverageOf,
  coverageTable,
  gapsOf,
  loadWanted,
  navigatorLayer,
} from '../../src/coverage';
import type { CoveredRule } from '../../src/coverage';
import { problemsOf } from '../../src/schema';

const HOSTILE = '</text><script>alert(1)</script> | =cmd @all \u001b[31m `x` ::error::';
const rules: readonly CoveredRule[] = [
  {
    id: 'a94c2e17-5b80-4f6d-b3a1-7e8f9d0c1b04',
    name: HOSTILE,
    path: 'detections/a.yaml',
    severity: 'Low',
    tactics: ['CredentialAccess', 'CommandAndControl'],
    techniques: ['T1110.003', 'T1219', 'T9999'],
    enabledIn: ['prod'],
    tested: 'fires',
  },
  {
    id: '2b6f9c84-1d3e-4a7b-8f50-c1e2d3a4b503',
    name: 'Another',
    path: 'detections/b.yaml',
    severity: 'High',
    tactics: ['CredentialAccess'],
    techniques: ['T1110.003', 'T1110'],
    enabledIn: [],
    tested: 'no tests',
  },
];
const coverage = coverageOf(rules, ['prod']);

test.each([
  ['rules', [1, 2, 1]],
  ['enabled', [0, 1, 1]],
  ['tested', [0, 1, 1]],
] as const)('a layer by %s keeps to the format', (by, scores) => {
  const layer = navigatorLayer(coverage, by);
  expect(problemsOf('navigator-layer', JSON.parse(JSON.stringify(layer)))).toEqual([]);
  expect(layer.techniques.map(({ techniqueID, tactic, score }) => [techniqueID, tactic, score])).toEqual([
    ['T1110', 'credential-access', scores[0]],
    ['T1110.003', 'credential-access', scores[1]],
    ['T1219', 'command-and-control', scores[2]],
  ]);
});

test('a layer of nothing keeps to the format too', () => {
  expect(
    problemsOf('navigator-layer', JSON.parse(JSON.stringify(navigatorLayer(coverageOf([], []), 'rules')))),
  ).toEqual([]);
});

test.each([
  ['another version of the format', { versions: { navigator: '5.0.0', layer: '4.4' } }],
  ['an old Navigator', { versions: { navigator: '4.8.2', layer: '4.5' } }],
  ['no name', { name: undefined }],
  ['another domain', { domain: 'enterprise' }],
  ['a technique without an id', { techniques: [{ score: 1 }] }],
  ['a tactic by its name', { techniques: [{ techniqueID: 'T1110', tactic: 'Credential Access' }] }],
  ['a gradient of one colour', { gradient: { colors: ['#ffffff'], minValue: 0, maxValue: 1 } }],
  ['a key that the format does not have', { colour: 'red' }],
  ['a link without a protocol', { links: [{ label: 'x', url: 'attack.mitre.org' }] }],
])('the schema refuses %s', (_, more) => {
  const layer = JSON.parse(JSON.stringify({ ...navigatorLayer(coverage, 'rules'), ...more })) as unknown;
  expect(problemsOf('navigator-layer', layer)).not.toEqual([]);
});

test('what a rule is called does nothing in any format', () => {
  const gaps = gapsOf(coverage, [{ id: 'T1110.003', reason: HOSTILE }, { id: 'T1059' }]);
  const badge = coverageBadge(coverage);
  expect(badge).toMatch(/^<svg [^>]+>\n<title>ATT&#38;CK 19: 2 of 222 techniques<\/title>/);
  expect(badge).not.toMatch(/https?:\/\/(?!www\.w3\.org\/2000\/svg)/);
  const markdown = coverageMarkdown(coverage, gaps);
  expect(markdown).not.toMatch(/<script|@all|(?<!\\)`/);
  expect(
    markdown
      .split('\n')
      .filter((line) => line.startsWith('| T'))
      .every((line) => line.split(/(?<!\\)\|/).length === 6),
  ).toBe(true);
  expect(coverageTable(coverage, { gaps, color: false })).not.toContain('\u001b');
});

test('a list of wanted techniques: ids, or ids with a reason; what no rule can ever cover is refused', () => {
  expect(loadWanted({ path: 'w.yaml', text: '- T1110\n- id: T1059\n  reason: seen\n' }).wanted).toEqual([
    { id: 'T1110' },
    { id: 'T1059', reason: 'seen' },
  ]);
  const told = (text: string) => {
    const { wanted, diagnostics } = loadWanted({ path: 'w.yaml', text });
    return [wanted.length, diagnostics.map(({ code, message }) => `${code}: ${message}`)];
  };
  expect(told('- T1110\n- T9999\n')).toEqual([0, ['wanted-technique: T9999 is no technique of ATT&CK']]);
  expect(told('- T1086\n')[1]).toEqual(['wanted-technique: T1086 is retired; it is T1059.001 now']);
  expect(told('T1110\n')[0]).toBe(0);
  expect(told('- t1110\n')[1]).toHaveLength(1);
});
