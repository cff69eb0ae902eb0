import { changelogMarkdown, changelogTerminal, compareTrees } from '../../src/history';
import { ruleText } from '../support/rule-text';
import type { RuleText } from '../support/rule-text';

const A = 'a94c2e17-5b80-4f6d-b3a1-7e8f9d0c1b04';
const B = '2b6f9c84-1d3e-4a7b-8f50-c1e2d3a4b503';
const rule = (more: Partial<RuleText> = {}): string =>
  ruleText({
    id: A,
    name: 'A rule',
    version: '1.0.0',
    severity: 'Low',
    tactics: ['Execution'],
    techniques: ['T1059'],
    query: ['DeviceEvents', '| project TimeGenerated, DeviceName'],
    ...more,
  });

type Tree = Readonly<Record<string, string>>;
const sources = (tree: Tree) => Object.entries(tree).map(([path, text]) => ({ path, text }));
const compare = (before: Tree, after: Tree) =>
  compareTrees({ before: sources(before), after: sources(after), pullRequests: new Map([[A, [4, 7]]]) });

test.each<[string, Tree, Tree, readonly object[]]>([
  ['nothing', { 'd/a.yaml': rule() }, { 'd/a.yaml': rule() }, []],
  ['line ends and comments', { 'd/a.yaml': rule() }, { 'd/a.yaml': `# why\r\n${rule().replaceAll('\n', '\r\n')}` }, []],
  [
    'added',
    {},
    { 'd/a.yaml': rule() },
    [{ kind: 'added', id: A, version: '1.0.0', severity: 'Low', pullRequests: [4, 7] }],
  ],
  [
    'moved alone',
    { 'd/a.yaml': rule() },
    { 'd/b.yaml': rule() },
    [{ kind: 'changed', was: 'd/a.yaml', path: 'd/b.yaml', changes: [] }],
  ],
  ['gone', { 'd/a.yaml': rule() }, {}, [{ kind: 'removed', name: 'A rule', path: 'd/a.yaml' }]],
  [
    'retired',
    { 'd/a.yaml': rule() },
    { 'd/_retired/a.yaml': `id: ${A}\nname: A rule\ndate: 2026-01-30\nreason: old\n` },
    [{ kind: 'retired', date: '2026-01-30', reason: 'old', replacement: null }],
  ],
  ['broken', { 'd/a.yaml': rule() }, { 'd/a.yaml': `id: ${A}\n\tname: [` }, [{ kind: 'unreadable', name: 'A rule' }]],
  [
    'mended',
    { 'd/a.yaml': `id: ${A}\n\tname: [` },
    { 'd/a.yaml': rule() },
    [{ kind: 'changed', versions: [null, '1.0.0'] }],
  ],
  ['broken on both sides', { 'd/a.yaml': `id: ${A}\n\tname: [` }, { 'd/a.yaml': `id: ${A}\n\tname: [` }, []],
  [
    'tuned elsewhere',
    { 'd/a.yaml': rule(), 'd/_tuning/lab/a.yaml': `rule: ${A}\nreason: x\nseverity: Low\n` },
    { 'd/a.yaml': rule(), 'd/_tuning/prod/a.yaml': `rule: ${A}\nreason: x\n` },
    [
      {
        kind: 'changed',
        tuning: [
          { target: 'lab', what: 'removed' },
          { target: 'prod', what: 'added' },
        ],
      },
    ],
  ],
  [
    'another id in its file',
    { 'd/a.yaml': rule() },
    { 'd/a.yaml': rule({ id: B }) },
    [
      { kind: 'added', id: B, pullRequests: [] },
      { kind: 'removed', id: A },
    ],
  ],
])('%s', (_, before, after, expected) => {
  expect(compare(before, after)).toMatchObject(expected);
});

test('what a rule is called does nothing', () => {
  const name = '"`</details><img src=x> @all \\u001b[31m ##[error]"';
  const entries = compare({ 'd/a.yaml': rule() }, { 'd/a.yaml': rule({ name, severity: 'High' }) });
  const changelog = { from: 'a`b', to: 'c', entries };
  const markdown = changelogMarkdown(changelog);
  expect(markdown).toContain('`` `</details><img src=x> @all ·[31m ##[error] ``');
  expect(markdown).toContain('``a`b``');
  const terminal = changelogTerminal(changelog, { color: false });
  expect(terminal).not.toContain('\u001b');
  expect(terminal).not.toContain('##[');
});
