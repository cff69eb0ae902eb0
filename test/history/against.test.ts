import { againstFindings } from '../../src/history';
import { loadRuleFile } from '../../src/rules';
import { ruleText } from '../support/rule-text';
import type { RuleText } from '../support/rule-text';

const A = 'a94c2e17-5b80-4f6d-b3a1-7e8f9d0c1b04';
const B = '2b6f9c84-1d3e-4a7b-8f50-c1e2d3a4b503';
const rule = (more: Partial<RuleText> = {}): string =>
  ruleText({
    id: A,
    name: 'A rule',
    version: '1.2.3',
    severity: 'Low',
    tactics: ['Execution'],
    techniques: ['T1059'],
    query: ['DeviceEvents', '| project TimeGenerated, DeviceName'],
    ...more,
  });
const stone = (reason: string, id = A): string => `id: ${id}\nname: A rule\ndate: 2026-01-30\nreason: ${reason}\n`;

type Tree = Readonly<Record<string, string>>;
const sources = (tree: Tree, kind: RegExp) =>
  Object.entries(tree)
    .filter(([path]) => kind.test(path))
    .map(([path, text]) => ({ path, text }));

function found(before: Tree, after: Tree): readonly string[] {
  return againstFindings({
    ref: 'main',
    before: sources(before, /./),
    rules: sources(after, /^d\/[^_]/).map(loadRuleFile),
    tombstones: sources(after, /^d\/_retired/),
  }).map(({ code, message, source, span }) => `${code} ${source.text.slice(span.start, span.end)}: ${message}`);
}

test.each<[string, Tree, Tree, readonly string[]]>([
  ['nothing', { 'd/a.yaml': rule() }, { 'd/a.yaml': rule() }, []],
  ['a move', { 'd/a.yaml': rule() }, { 'd/b.yaml': rule() }, []],
  ['line ends', { 'd/a.yaml': rule() }, { 'd/a.yaml': rule().replaceAll('\n', '\r\n') }, []],
  ['what is not deployed', { 'd/a.yaml': rule() }, { 'd/a.yaml': `${rule()}owner: soc\n` }, []],
  ['a new rule', {}, { 'd/a.yaml': rule() }, []],
  ['a raised version', { 'd/a.yaml': rule() }, { 'd/a.yaml': rule({ severity: 'High', version: '1.2.4' }) }, []],
  [
    'a version that is raised as a number',
    { 'd/a.yaml': rule({ version: '1.9.0' }) },
    { 'd/a.yaml': rule({ severity: 'High', version: '1.10.0' }) },
    [],
  ],
  [
    'the same version',
    { 'd/a.yaml': rule() },
    { 'd/a.yaml': rule({ severity: 'High', threshold: 3 }) },
    [
      'version-not-raised 1.2.3: what is deployed changed since main (severity, threshold), and the version is still 1.2.3',
    ],
  ],
  [
    'a version that is gone',
    { 'd/a.yaml': rule() },
    { 'd/a.yaml': rule({ severity: 'High' }).replace(/version.*\n/, '') },
    [`version-not-raised ${A}: what is deployed changed since main (severity), and the version is gone`],
  ],
  [
    'a lower version',
    { 'd/a.yaml': rule() },
    { 'd/a.yaml': rule({ version: '1.2.0' }) },
    ['version-lowered 1.2.0: the version was 1.2.3 at main and is 1.2.0 now'],
  ],
  [
    'a version there was none of',
    { 'd/a.yaml': rule().replace(/version.*\n/, '') },
    { 'd/a.yaml': rule({ severity: 'High' }) },
    [],
  ],
  ['text that cannot be read', { 'd/a.yaml': rule() }, { 'd/a.yaml': `${rule({ severity: 'High' })}\n\tx: [` }, []],
  ['another id', { 'd/a.yaml': rule() }, { 'd/a.yaml': rule({ id: B }) }, [`id-changed ${B}: the id was ${A} at main`]],
  [
    'another id, and a tombstone',
    { 'd/a.yaml': rule() },
    { 'd/a.yaml': rule({ id: B }), 'd/_retired/a.yaml': stone('new id') },
    [],
  ],
  [
    'a rule that is gone',
    { 'd/a.yaml': rule() },
    {},
    [`rule-vanished id: ${A}: this rule was there at main and is in no file now`],
  ],
  ['a rule that is retired', { 'd/a.yaml': rule() }, { 'd/_retired/a.yaml': stone('old') }, []],
  ['one of two copies that is gone', { 'd/a.yaml': rule(), 'd/b.yaml': rule() }, { 'd/b.yaml': rule() }, []],
  [
    'a tombstone that is gone',
    { 'd/_retired/a.yaml': stone('old') },
    {},
    [`tombstone-removed id: ${A}: this tombstone was there at main and is gone`],
  ],
  ['a tombstone that moved', { 'd/_retired/a.yaml': stone('old') }, { 'd/_retired/b.yaml': stone('old') }, []],
  ['a rule that is back', { 'd/_retired/a.yaml': stone('old') }, { 'd/a.yaml': rule() }, []],
  [
    'a tombstone that was edited',
    { 'd/_retired/a.yaml': stone('old') },
    { 'd/_retired/a.yaml': stone('never mind') },
    [`tombstone-changed id: ${A}: this tombstone says something else than at main`],
  ],
])('%s', (_, before, after, expected) => {
  expect(found(before, after)).toEqual(expected);
});
