import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expandSnippet } from './snippet';
import type { Snippet } from './snippet';

/** A project made of nothing but snippets, each as it is expanded: it checks without a finding, and its tests pass. */

const ROOT = join(__dirname, '..', '..');
const PROGRAM = join(ROOT, 'bin', 'sentinel-rules.js');
const ID = '3f2b7c1e-9d4a-4f6b-8a21-5c0e7d9b1f34';
const NRT_ID = '5c7d2f0e-8a41-4b7e-9d63-2f1c0e9ab834';

const snippets = Object.values(
  JSON.parse(readFileSync(join(ROOT, '.vscode', 'sentinel-rules.code-snippets'), 'utf8')) as Record<string, Snippet>,
);
const used = new Set<string>();

function expand(prefix: string, variables: Readonly<Record<string, string>> = {}): string {
  const snippet = snippets.find((each) => each.prefix === prefix);
  if (snippet === undefined) throw new Error(`there is no snippet ${prefix}`);
  used.add(prefix);
  return expandSnippet(snippet, variables).trimEnd();
}

/** As an editor inserts it: every further line at the indentation of the first. */
const inserted = (prefix: string, indent: string): string => expand(prefix).replaceAll('\n', `\n${indent}`);

let project: string;
const write = (path: string, text: string): void => {
  mkdirSync(dirname(join(project, path)), { recursive: true });
  writeFileSync(join(project, path), `${text}\n`);
};
const run = (...args: readonly string[]) => {
  const { stdout, stderr, status } = spawnSync(process.execPath, [PROGRAM, ...args], {
    cwd: project,
    encoding: 'utf8',
  });
  return { status, said: stdout + stderr };
};
const cases = ['case-fires', 'case-silent', 'case-timeline'].map((prefix) => `\n  ${inserted(prefix, '  ')}`).join('');

beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), 'snippets-'));
});
afterEach(() => rmSync(project, { recursive: true, force: true }));

test('rules, tests, exclusions, watchlist, function and tuning are fine as they stand', () => {
  const rule = expand('rule', { UUID: ID });
  const marked = rule.replace('  | summarize', '  // @exclusions\n  | summarize');
  const withExclusion = marked.replace(
    'entityMappings:',
    `exclusions:\n  ${inserted('exclusion', '  ')}\nentityMappings:`,
  );
  const at = (name: string): Record<string, string> => ({ TM_FILENAME_BASE: name });
  write(
    'detections/identity/as-it-is.yaml',
    rule.replace(/^name: .*/m, 'name: As it is').replace(ID, NRT_ID.replace('5', '6')),
  );
  write('detections/identity/as-it-is.test.yaml', expand('rule-tests'));
  write('detections/identity/failed.yaml', withExclusion);
  write(
    'detections/identity/failed.test.yaml',
    `${expand('rule-tests')}${cases}\n  ${inserted('case-exclusion', '  ')}`,
  );
  write('detections/endpoint/cleared.yaml', expand('rule-nrt', { UUID: NRT_ID }));
  write('detections/_watchlists/approved_tools.yaml', expand('watchlist', at('approved_tools')));
  write('detections/_watchlists/approved_tools.csv', 'FileName,Owner\nscan.exe,soc');
  write('detections/_functions/FailedSignIns.yaml', expand('function', at('FailedSignIns')));
  write('sentinel.config.yaml', 'targets: { lab: { kind: emulator } }');
  write('detections/_tuning/lab/failed.yaml', expand('tuning').replace('00000000-0000-0000-0000-000000000000', ID));
  expect(run('check')).toEqual({ status: 0, said: '✔ 3 files checked (3 rules): 0 errors, 0 warnings\n' });
  const tested = run('test');
  expect(tested.said).toMatch(/failed\.test\.yaml {2}6 of 6 passed\n/);
  expect(tested.said).toMatch(/as-it-is\.test\.yaml {2}2 of 2 passed\n/);
  expect(tested.status).toBe(0);
  expect(run('query', 'FailedSignIns(1h) | count').status).toBe(0);
});

test('an entity of each type, over a result that has its columns', () => {
  const prefixes = snippets.map(({ prefix }) => prefix).filter((prefix) => prefix.startsWith('entity-'));
  expect(prefixes.length).toBeGreaterThan(10);
  for (const [at, prefix] of prefixes.entries()) {
    const mapping = inserted(prefix, '  ');
    const columns = [...mapping.matchAll(/columnName: (\w+)/g)].map(([, column]) => `${column} = "x"`);
    const id = `${ID.slice(0, -2)}${at + 10}`;
    const head = `id: ${id}\nname: ${prefix}\nversion: 1.0.0\nkind: NRT\nseverity: Low\ndescription: Finds what the test needs.\n`;
    const query = `tactics: [Impact]\nquery: |\n  SecurityEvent\n  | project TimeGenerated, ${columns.join(', ')}\n`;
    write(`detections/${prefix}.yaml`, `${head}${query}entityMappings:\n  ${mapping}`);
  }
  const { said } = run('check');
  expect(said).toBe(`✔ ${prefixes.length} files checked (${prefixes.length} rules): 0 errors, 0 warnings\n`);
});

test('none is left out above, and no two are called the same', () => {
  expect([...used].toSorted()).toEqual(snippets.map(({ prefix }) => prefix).toSorted());
  for (const { scope, description } of snippets)
    expect([scope, description]).toEqual(['yaml', expect.stringMatching(/^\w/)]);
});

test('the guide names each snippet and each task', () => {
  const guide = readFileSync(join(ROOT, 'docs', 'guides', 'editor-and-windows.md'), 'utf8');
  const named = [...guide.matchAll(/`([a-z-]+)`/g)].map(([, name]) => name);
  const all = snippets.map(({ prefix }) => prefix);
  const entities = all.filter((prefix) => prefix.startsWith('entity-'));
  expect(named).toEqual(expect.arrayContaining(all.filter((prefix) => !entities.includes(prefix))));
  expect([entities.length, guide]).toEqual([12, expect.stringMatching(/`entity-account`.*twelve types/)]);
  const { tasks } = JSON.parse(readFileSync(join(ROOT, '.vscode', 'tasks.json'), 'utf8')) as {
    tasks: { label: string }[];
  };
  for (const { label } of tasks)
    expect(guide).toMatch(new RegExp(`^\\| .*\\b${label.slice('sentinel-rules: '.length)}\\b`, 'm'));
});

test.each([
  [['a ${1:b} $1 ${2|x,y|} $0'], 'a b b x '],
  [['${1:a \\} b} \\$1 ${2:{c: d\\}}'], 'a } b $1 {c: d}'],
  [['${NAME:x} $NAME ${OTHER:y}'], 'v v y'],
])('%j expands to %s', (body, text) => {
  expect(expandSnippet({ body, scope: 'yaml', prefix: 'p', description: 'd' }, { NAME: 'v' })).toBe(text);
});
