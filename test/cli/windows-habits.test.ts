import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createRepository, gitIn } from '../support/git-history';

/**
 * What editors, shells and git on Windows do to files: line ends, byte order marks, tabs, backslashes, other encodings. The
 * commands are run as they are built, on any system; what only Windows itself can show is not here.
 */

const ROOT = join(__dirname, '..', '..');
const PROGRAM = join(ROOT, 'bin', 'sentinel-rules.js');
const RULE = 'detections/rmm/beyondtrust-file-signature.yaml';
const TESTS = RULE.replace('.yaml', '.test.yaml');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'windows-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const run = (project: string, ...args: readonly string[]) => {
  const { stdout, stderr, status } = spawnSync(process.execPath, [PROGRAM, ...args], {
    cwd: project,
    encoding: 'utf8',
  });
  return { status, stdout: stdout.replace(RUN, '(of this run)'), stderr };
};

/** What is of one run of `plan`: its times, and with them its hash. */
const RUN = /(?<="(?:created|expires|hash)": )"[^"]*"/g;
const write = (path: string, text: string | Buffer): void => {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
};

const CONFIG = 'repository: contoso/rules\nschemas: [schemas]\ntargets: { lab: { kind: emulator } }\n';
const TABLE = 'name: ContosoVpn_CL\ncolumns: { User_s: string }\n';
const TUNING = `rule: d7c16186-57d3-4e65-bd6b-f333d97d0c15\nreason: The lab differs\nseverity: Low\n`;

/** A rule with what it needs, and a file of each other kind. */
function makeProject(name: string): string {
  const project = join(folder, name);
  const lists = ['known_good_hashes', 'known_audit_hashes'].map((list) => `detections/_watchlists/${list}`);
  for (const path of [
    RULE,
    TESTS,
    ...lists.flatMap((list) => [`${list}.yaml`, `${list}.csv`]),
    'detections/_functions/EntraSignIns.yaml',
  ]) {
    mkdirSync(dirname(join(project, path)), { recursive: true });
    cpSync(join(ROOT, path), join(project, path));
  }
  write(join(project, 'sentinel.config.yaml'), CONFIG);
  write(join(project, 'schemas', 'ContosoVpn_CL.yaml'), TABLE);
  write(join(project, 'detections', '_tuning', 'lab', 'beyondtrust.yaml'), TUNING);
  return project;
}

function filesOf(project: string): readonly string[] {
  return readdirSync(project, { recursive: true, encoding: 'utf8' })
    .map((file) => join(project, file))
    .filter((file) => statSync(file).isFile());
}

const asOnWindows = (text: string): string => `\uFEFF${text.replaceAll('\n', '\r\n')}`;

test('line ends and byte order marks change nothing: not a finding, not a result, not a byte of what is deployed', () => {
  const plain = makeProject('plain');
  const windows = makeProject('windows');
  const files = filesOf(windows);
  expect(files).toHaveLength(10);
  for (const file of files) write(file, asOnWindows(readFileSync(file, 'utf8')));
  for (const args of [
    ['check', '--no-cache'],
    ['compile'],
    ['test', '--format', 'json'],
    ['plan', '--target', 'lab', '--format', 'json'],
  ]) {
    const expected = run(plain, ...args);
    expect([args, expected.status]).toEqual([args, 0]);
    expect([args, run(windows, ...args)]).toEqual([args, expected]);
  }
  expect(run(windows, 'compile').stdout).not.toMatch(/\\r|\uFEFF/);
}, 180_000);

test('a mistake is at the same line and column', () => {
  const plain = makeProject('plain');
  const text = readFileSync(join(plain, RULE), 'utf8').replace('| where Signer has_any', '| where Singer has_any');
  write(join(plain, RULE), text);
  const found = (): string => {
    const { stdout, status } = run(plain, 'check', RULE, '--format', 'json');
    expect(status).toBe(1);
    return stdout;
  };
  const expected = found();
  expect(expected).toContain('Singer');
  write(join(plain, RULE), asOnWindows(text));
  expect(found()).toBe(expected);
});

test('a checkout with CRLF plans what the one with LF plans, and git tells of no changes', () => {
  const plain = makeProject('plain');
  createRepository(plain);
  gitIn(plain, ['add', '.']);
  gitIn(plain, ['commit', '--quiet', '-m', 'Rules']);
  const windows = join(folder, 'windows');
  gitIn(folder, ['clone', '--quiet', '-c', 'core.autocrlf=true', plain, windows]);
  expect(readFileSync(join(windows, RULE), 'utf8')).toMatch(/\r\n/);
  for (const args of [
    ['plan', '--format', 'json'],
    ['check', '--against', 'main', '--changed-since', 'main'],
  ]) {
    const expected = run(plain, ...args);
    expect([args, expected.status]).toEqual([args, 0]);
    expect([args, run(windows, ...args)]).toEqual([args, expected]);
  }
  expect(gitIn(windows, ['status', '--porcelain', '--', 'detections'])).toBe('');
}, 120_000);

test('tabs are said to be tabs', () => {
  const project = makeProject('plain');
  const text = readFileSync(join(project, RULE), 'utf8').replace(/^ {2}- entityType/m, '\t- entityType');
  write(join(project, RULE), text);
  const line = text.split('\n').findIndex((each) => each.startsWith('\t')) + 1;
  const { stdout, status } = run(project, 'check', RULE);
  expect(status).toBe(1);
  expect(stdout).toContain(`${RULE}:${line}:1 error found a tab in the indentation; YAML is indented with spaces`);
});

test.each([
  ['UTF-16', (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le'), 'it is UTF-16 text; save it as UTF-8'],
  ['a code page', (text: string) => Buffer.from(`${text}# caf\u00e9\n`, 'latin1'), 'it is not UTF-8 text'],
])('a file in %s is refused in one sentence, whatever kind of file it is', (_what, encode, words) => {
  const project = makeProject('plain');
  const recode = (path: string): void => write(join(project, path), encode(readFileSync(join(project, path), 'utf8')));
  recode(RULE);
  recode('detections/_watchlists/known_good_hashes.csv');
  const { stdout } = run(project, 'check');
  expect(stdout.split('\n').filter((line) => line.includes(words))).toHaveLength(2);
  recode('sentinel.config.yaml');
  expect(run(project, 'check')).toEqual({
    status: 2,
    stdout: '',
    stderr: `sentinel.config.yaml cannot be read: ${words}\n`,
  });
});

test('backslashes in the configuration are refused, since it is read on every system', () => {
  const project = makeProject('plain');
  write(join(project, 'sentinel.config.yaml'), "detections: '.\\detections'\nschemas: ['schemas\\tables']\n");
  const { status, stderr } = run(project, 'check');
  expect(status).toBe(2);
  expect(stderr.match(/expected a folder with forward slashes, such as detections\/cloud/g)).toHaveLength(2);
});

test('a plan that another program has put a byte order mark before is that plan', () => {
  const project = makeProject('plain');
  expect(run(project, 'plan', '--out', 'plan.json').status).toBe(0);
  write(join(project, 'plan.json'), asOnWindows(readFileSync(join(project, 'plan.json'), 'utf8')));
  expect(run(project, 'deploy', 'plan.json', '--yes').status).toBe(0);
}, 120_000);

test('what is given by its whole path is called as it is in the project', () => {
  const project = makeProject('plain');
  for (const path of [join(project, RULE), `./${RULE}`]) {
    const needs = run(project, 'explain', path, '--needs');
    expect([path, needs.status, needs.stdout]).toEqual([path, 0, expect.stringContaining(RULE)]);
  }
});
