import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { loadConfig } from '../../../scripts/targets/load-target';
import { openTestProject } from '../../../scripts/testing/run-project-tests';
import type { ProjectTests, TestRequest } from '../../../scripts/testing/run-project-tests';
import { exampleFile } from '../../rules/example-file';

let root: string;
beforeEach(() => (root = mkdtempSync(join(tmpdir(), 'project-tests-'))));
afterEach(() => rmSync(root, { recursive: true, force: true }));

const ID = '00000000-0000-4000-8000-00000000000';
const TESTS = `cases:
  - { name: fires, given: [{ SigninLogs: { ResultType: 1 }, at: -1m }], expect: fires }
  - { name: silent, given: [], expect: silent }
`;

function write(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

function run(request: Partial<TestRequest> = {}): ProjectTests {
  const config = loadConfig({ cwd: root, color: false });
  const now = new Date('2026-06-01T00:00:00Z');
  return openTestProject(root, config).run({ paths: [config.detections], target: 'local', now, ...request });
}

const codes = ({ diagnostics }: ProjectTests): readonly string[] =>
  diagnostics.map(({ code, source }) => `${source.path} ${code}`);
const rule = (number: number, more = ''): string =>
  exampleFile(
    `id: ${ID}${number}\nname: Rule ${number}\nquery: |\n  SigninLogs\n${/^exclusions:/m.test(more) ? '  // @exclusions\n' : ''}${more}`,
  );

test('a production rule without tests, tests without a rule', () => {
  write({
    'detections/a.yaml': rule(1, 'maturity: production\n'),
    'detections/b.yaml': rule(2, 'maturity: experimental\n'),
    'detections/gone.test.yaml': TESTS,
  });
  expect(codes(run())).toEqual(['detections/gone.test.yaml test-without-rule', 'detections/a.yaml test-coverage']);
  // of some cases nothing is concluded
  expect(codes(run({ filter: 'fires' }))).toEqual([]);
});

test('an exclusion that is past its day is told, though its cases pass', () => {
  const exclusions = (day: string): string =>
    `exclusions:\n  - { name: lab, scenario: s, where: UserPrincipalName == "lab", expires: ${day} }\n`;
  const tests = `${TESTS}  - { name: lab, given: [{ SigninLogs: { UserPrincipalName: lab }, at: -1m }], expect: { silentBecause: [lab] } }\n`;
  write({ 'detections/a.yaml': rule(1, exclusions('2026-05-31')), 'detections/a.test.yaml': tests });
  expect(codes(run())).toEqual(['detections/a.yaml exclusion-expired']);
  write({ 'detections/a.yaml': rule(1, exclusions('2026-06-02')) });
  expect(codes(run())).toEqual([]);
});

test('functions and watchlists that cannot be read are told: the tests would run without them', () => {
  write({
    'detections/a.yaml': rule(1),
    'detections/a.test.yaml': TESTS,
    'detections/_watchlists/hosts.yaml': 'alias: hosts\nname: Hosts\nitemsSearchKey: Nothing\n',
    'detections/_watchlists/hosts.csv': 'Host\npc1\n',
  });
  expect(codes(run())).toEqual(['detections/_watchlists/hosts.csv watchlist-search-key']);
});

test('tuning of another rule is no mistake when one rule is run, of none it is one', () => {
  write({
    'sentinel.config.yaml': 'targets: { lab: { kind: emulator } }\n',
    'detections/a.yaml': rule(1),
    'detections/a.test.yaml': TESTS,
    'detections/b.yaml': rule(2),
    'detections/b.test.yaml': TESTS,
    'detections/_tuning/lab/b.yaml': `rule: ${ID}2\nreason: r\nseverity: High\n`,
    'detections/_tuning/lab/nobody.yaml': `rule: ${ID}9\nreason: r\nseverity: High\n`,
  });
  expect(codes(run({ target: 'lab', paths: ['detections/a.yaml'] }))).toEqual([]);
  const all = run({ target: 'lab' });
  expect(codes(all)).toEqual(['detections/_tuning/lab/nobody.yaml tuning-rule-unknown']);
  expect(all.files.map(({ cases }) => cases[0]?.alerts[0]?.severity)).toEqual(['Medium', 'High']);
});
