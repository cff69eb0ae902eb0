import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commands } from '../../scripts/commands';

/** The package as others install it: packed, put into an empty project with its own dependencies, every verb run there. */

const ROOT = join(__dirname, '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'sentinel-rules-package-'));

interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const run = (command: string, args: readonly string[], cwd: string): Ran => {
  const env = { ...process.env, CI: 'true', npm_config_fund: 'false', npm_config_audit: 'false' };
  return spawnSync(command, args, { cwd, encoding: 'utf8', env });
};

const tool = (...args: readonly string[]): Ran =>
  run(join(folder, 'node_modules', '.bin', 'sentinel-rules'), args, folder);

let packed: readonly string[] = [];

beforeAll(() => {
  const pack = must(run('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', folder], ROOT));
  const [{ filename, files }] = JSON.parse(pack) as readonly [
    { readonly filename: string; readonly files: readonly { readonly path: string }[] },
  ];
  packed = files.map(({ path }) => path);
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'rules', private: true }));
  must(run('npm', ['install', '--ignore-scripts', '--prefer-offline', `./${filename}`], folder));
});

function must({ status, stdout, stderr }: Ran): string {
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

test('the package holds what runs, and nothing else', () => {
  const others = packed.filter(
    (path) =>
      !/^(?:bin|dist\/(?:browser|deploy|schemas|scripts|src)|schemas|src\/report\/style|templates|\.github|\.vscode)\//.test(
        path,
      ) && !['package.json', 'README.md', 'LICENSE', 'NOTICE', 'CHANGELOG.md', 'dist/package.json'].includes(path),
  );
  expect(others).toEqual([]);
  expect(
    packed.filter(
      (path) =>
        /\.(?:ts|map)$|(?:^|\/)test|fuzz|mutation/.test(path) && !/testing|\/test\.js$|rule-test|test-/.test(path),
    ),
  ).toEqual([]);
});

test('dependencies come with it, those for its own tests do not', () => {
  const { dependencies, devDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Record<
    string,
    Record<string, string>
  >;
  const there = (name: string): boolean => existsSync(join(folder, 'node_modules', name));
  expect(Object.keys(dependencies ?? {}).filter((name) => !there(name))).toEqual([]);
  expect(Object.keys(devDependencies ?? {}).filter(there)).toEqual([]);
});

/** What each verb is asked in the empty project, in this order, and how it ends. */
const ASKED: readonly (readonly [verb: string, args: readonly string[], exit: number])[] = [
  ['init', ['--repository', 'contoso/rules', '--action', `contoso/sentinel-rules@${'0'.repeat(40)}`], 0],
  ['new', ['First rule', '--area', 'identity', '--tactic', 'CredentialAccess', '--technique', 'T1110'], 0],
  ['import', ['others'], 0],
  ['check', [], 0],
  // The rule of others has no tests yet.
  ['test', [], 1],
  ['baseline', [], 0],
  ['explain', ['detections/identity/first-rule.yaml', '--case', 'fires'], 0],
  ['case', ['detections/identity/first-rule.yaml', 'rows.json', '--name', 'exported'], 0],
  ['compare', ['HEAD'], 0],
  ['compile', [], 0],
  ['query', ['print x = 1'], 0],
  ['targets', [], 0],
  ['plan', ['--out', 'plan.json'], 0],
  ['approve', ['plan.json'], 4],
  ['deploy', ['plan.json'], 0],
  ['ledger', ['show'], 0],
  ['drift', [], 0],
  ['doctor', [], 0],
  ['health', [], 0],
  ['pull', [], 0],
  ['schema', ['pull', '--tables', 'schemas'], 0],
  ['adopt', ['nothing-of-this-name', '--yes'], 2],
  ['ratify', ['--help'], 0],
  ['rollback', ['--to', 'nowhere'], 2],
  ['history', [], 0],
  ['changelog', ['HEAD..HEAD'], 0],
  ['coverage', [], 0],
  ['as-of', ['2026-01-01'], 0],
  ['audit', ['verify'], 0],
  ['report', ['--out', 'site'], 0],
  ['review', ['--plans', 'plan.json'], 0],
  ['github', ['outputs', '--plans', 'plan.json'], 0],
  ['emulate', ['--help'], 0],
  ['start', ['--help'], 0],
];

test('every verb is asked something', () => {
  expect(ASKED.map(([verb]) => verb).toSorted()).toEqual(Object.keys(commands).toSorted());
});

describe('in an empty project', () => {
  beforeAll(() => {
    mkdirSync(join(folder, 'others'));
    const body = {
      kind: 'NRT',
      properties: {
        displayName: 'Of others',
        description: 'x',
        enabled: true,
        severity: 'Low',
        query: 'SigninLogs',
        suppressionDuration: 'PT1H',
        suppressionEnabled: false,
        tactics: [],
      },
    };
    writeFileSync(join(folder, 'others', 'rule.json'), JSON.stringify(body));
    writeFileSync(join(folder, 'rows.json'), JSON.stringify([{ Type: 'SigninLogs', ResultType: '0' }]));
    for (const args of [
      ['init', '--quiet', '-b', 'main'],
      ['config', 'user.name', 'ann'],
      ['config', 'user.email', 'ann@example.com'],
    ])
      run('git', args, folder);
    writeFileSync(join(folder, '.gitignore'), 'node_modules/\n*.tgz\n.sentinel/\n');
    run('git', ['add', '-A'], folder);
    run('git', ['commit', '--quiet', '-m', 'empty'], folder);
  });

  test.each(ASKED)('%s %j', (verb, args, exit) => {
    const { status, stdout, stderr } = tool(verb, ...args);
    expect([status, `${stdout}${stderr}`]).toEqual([
      exit,
      expect.not.stringMatching(/a mistake of its own|Cannot find module/),
    ]);
  });
});

test('the report opens from a file: its pages are there', () => {
  expect(readdirSync(join(folder, 'site'))).toContain('index.html');
});
