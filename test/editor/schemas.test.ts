import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { projectFiles } from '../../scripts/init/project-files';
import type { Finding, YamlServer } from './yaml-server';
import { startYamlServer } from './yaml-server';

/** What an editor shows in this repository, and in one that `init` made: asked of the language server itself. */

const ROOT = join(__dirname, '..', '..');

type Settings = Readonly<Record<string, unknown>>;

const own = JSON.parse(readFileSync(join(ROOT, '.vscode', 'settings.json'), 'utf8')) as Settings;
const made = projectFiles(ROOT, { repository: 'contoso/detections' });
const settingsOf = (path: string): Settings =>
  JSON.parse(made.find((file) => file.path === path)?.text ?? '') as Settings;

/** Named so that a pattern which looks at folders above the project would go wrong. */
const project = join(mkdtempSync(join(tmpdir(), '_editor-')), '_detections.test');
let here: YamlServer;
let there: YamlServer;

beforeAll(async () => {
  mkdirSync(join(project, 'node_modules', 'sentinel-rules'), { recursive: true });
  symlinkSync(join(ROOT, 'schemas'), join(project, 'node_modules', 'sentinel-rules', 'schemas'), 'junction');
  cpSync(join(ROOT, 'detections'), join(project, 'detections'), { recursive: true });
  here = await startYamlServer(ROOT, own);
  there = await startYamlServer(project, settingsOf('.vscode/settings.json'));
}, 30_000);
afterAll(async () => {
  await Promise.all([here.close(), there.close()]);
  rmSync(join(project, '..'), { recursive: true, force: true });
});

const titles = (findings: readonly Finding[]): readonly string[] => [
  ...new Set(findings.map(({ source }) => source?.replace('yaml-schema: ', '') ?? '')),
];

describe.each([
  ['this repository', () => here],
  ['a project that init made', () => there],
])('%s', (_where, server) => {
  test('each kind of file is held against its schema, by its place alone', async () => {
    const expected = {
      'detections/rmm/new.yaml': ['Analytics rule'],
      'detections/new.yml': ['Analytics rule'],
      'detections/cloud/aws/iam/new.yaml': ['Analytics rule'],
      'detections/rmm/new.test.yaml': ['Tests of a rule'],
      'detections/rmm/new.test.yml': ['Tests of a rule'],
      'detections/_tuning/prod/new.yaml': ['Tuning of a rule for one target'],
      'detections/_watchlists/new.yaml': ['Watchlist'],
      'detections/_functions/New.yaml': ['Saved function of a workspace'],
      'detections/_retired/new.yaml': ['Tombstone of a rule'],
      'detections/_drafts/new.yaml': [],
      'detections/rmm/_drafts/new.yaml': [],
      'sentinel.config.yaml': ['Configuration of sentinel-rules'],
      'schemas/New_CL.yaml': ['Table of a Log Analytics workspace'],
      'schemas/tables/New_CL.yaml': ['Table of a Log Analytics workspace'],
      'schemas/targets/prod.yaml': ['What a target has'],
      'new.yaml': [],
      '.github/workflows/new.yml': [],
    };
    const found = await Promise.all(
      Object.keys(expected).map(async (path) => [path, titles(await server().open(path, 'nonsense: 1\n'))] as const),
    );
    expect(Object.fromEntries(found)).toEqual(expected);
  });

  test('no file of detections/ is underlined, by its place alone', async () => {
    const files = readdirSync(join(ROOT, 'detections'), { recursive: true, encoding: 'utf8' }).filter(
      (file) => file.endsWith('.yaml') && !file.startsWith('_mutation'),
    );
    expect(files.length).toBeGreaterThan(30);
    const findings = await Promise.all(
      files.map(async (file) => {
        const text = readFileSync(join(ROOT, 'detections', file), 'utf8').replace(/^# yaml-language-server:.*\n/, '');
        const path = `detections/${file.replaceAll('\\', '/')}`.replace(/\/(?=[^/]*$)/, '/copy-of-');
        return [path, await server().open(path, text)] as const;
      }),
    );
    expect(findings.filter(([, found]) => found.length > 0)).toEqual([]);
  });
});

test('what init writes is not underlined', async () => {
  const yaml = made.filter(({ path }) => path === 'sentinel.config.yaml');
  expect(yaml).toHaveLength(1);
  for (const { path, text } of yaml) expect([path, await there.open(path, text)]).toEqual([path, []]);
});

test('the first line of a file says its schema where nothing else does', async () => {
  const path = relative(project, join(project, 'elsewhere', 'new.yaml'));
  const line = '# yaml-language-server: $schema=../node_modules/sentinel-rules/schemas/watchlist.schema.json\n';
  expect(titles(await there.open(path, `${line}nonsense: 1\n`))).toEqual(['Watchlist']);
});

const RULE = `id: 3f2b7c1e-9d4a-4f6b-8a21-5c0e7d9b1f34
name: Failed sign-ins
severity: Medium
queryFrequency: 1h
queryPeriod: 1h
triggerOperator: gt
triggerThreshold: 0
query: |
  SigninLogs
entityMappings:
  - entityType: Account
    fieldMappings:
      - identifier: FullName
        columnName: UserPrincipalName
`;

/** The line (from 0) that begins with `text`, and where on it `word` ends. */
function placeOf(yaml: string, text: string, word = text): { readonly line: number; readonly character: number } {
  const line = yaml.split('\n').findIndex((each) => each.startsWith(text));
  return { line, character: (yaml.split('\n')[line] ?? '').indexOf(word) + word.length };
}

describe('while a rule is written', () => {
  let count = 0;
  const next = (): string => `detections/rmm/written-${++count}.yaml`;

  test.each([
    ['queryFrequency', /How often the query runs: 5 minutes to 14 days[^]*Example[^]*1h/],
    ['triggerThreshold', /Number of result rows to compare with/],
    ['    fieldMappings', /One to three identifiers of the entity/],
  ])('resting on %s says what it is, with an example', async (key, words) => {
    const path = next();
    await here.open(path, RULE);
    const { line, character } = placeOf(RULE, key);
    expect(await here.hover(path, { line, character: character - 2 })).toMatch(words);
  });

  test.each<[string, string, string, string, readonly string[]]>([
    ['a key', 'severity: Medium', 'severity: Medium\nmatur', 'matur', ['maturity', 'exclusions', 'customDetails']],
    ['a severity', 'severity: Medium', 'severity: ', 'severity: ', ['High', 'Medium', 'Low', 'Informational']],
    ['an operator', 'triggerOperator: gt', 'triggerOperator: ', 'triggerOperator: ', ['gt', 'lt', 'eq', 'ne']],
    ['an entity', '  - entityType: Account', '  - entityType: ', '  - entityType: ', ['Account', 'Host', 'FileHash']],
    ['a tactic', 'query: |', 'tactics:\n  - \nquery: |', '  - ', ['CredentialAccess', 'CommandAndControl']],
  ])('%s is completed', async (_what, from, to, at, expected) => {
    const path = next();
    const text = RULE.replace(from, to);
    await here.open(path, text);
    const labels = await here.complete(path, placeOf(text, at));
    expect(labels).toEqual(expect.arrayContaining([...expected]));
  });

  test.each<[string, string, string, RegExp]>([
    ['severity: Medium', 'severity: Critical', 'Critical', /Value is not accepted\. Valid values: "High", "Medium"/],
    ['queryFrequency: 1h', 'queryFrequency: 1 hour', '1 hour', /does not match the pattern/],
    ['triggerThreshold: 0', 'triggerThreshold: none', 'none', /Incorrect type\. Expected "integer"/],
    ['name: Failed', 'nmae: Failed', 'nmae', /Property nmae is not allowed/],
    ['  - entityType: Account', '  - entityType: User', 'User', /Value is not accepted/],
  ])('%s as %s is underlined where it stands', async (from, to, wrong, words) => {
    const text = RULE.replace(from, to);
    const found = (await here.open(next(), text)).find(({ message }) => words.test(message));
    const { line, character } = placeOf(text, to.split(':')[0] ?? '', wrong);
    expect(found?.range).toEqual({
      start: { line, character: character - wrong.length },
      end: { line, character },
    });
  });
});
