import { checkProject } from '../../../src/rules';
import { exampleCatalog } from '../example-catalog';
import { exampleFile } from '../example-file';

const catalog = exampleCatalog();
const PATH = 'detections/_tuning/prod/a.yaml';
const RULE = [
  'query: |',
  '  let least = 3; // @parameter',
  '  let word = "x"; // @parameter',
  '  T',
  '  // @exclusions',
  '  | where A > least and B == word',
  '  | summarize N = count() by B',
  '  // @exclusions end',
  'exclusions:',
  '  - { name: own, scenario: A scan, where: A == 9 }',
  '  - { name: late, at: end, scenario: A scan, where: N == 9 }',
].join('\n');

/** `code @ text` of what is found in tuning files, and in the rule. */
function found(tuning: string, rule = RULE): readonly string[] {
  const text = exampleFile(rule);
  const id = /^id: (.*)$/m.exec(text)?.[1] ?? '';
  const tunings = [{ path: PATH, text: `rule: ${id}\nreason: Agreed\n${tuning}\n` }];
  return checkProject([{ path: 'a.yaml', text }], { today: '2026-11-24', catalog, tunings })
    .diagnostics.filter(({ severity }) => severity !== 'info')
    .map(({ code, source, span }) => {
      return `${source.path === PATH ? '' : 'rule: '}${code} @ ${source.text.slice(span.start, span.end)}`;
    });
}

const exclusion = (where: string, at = ''): string =>
  `exclusions:\n  - name: lab\n    scenario: The lab${at === '' ? '' : `\n    at: ${at}`}\n    where: ${where}`;

describe('exclusions of a tuning are KQL where they will stand', () => {
  test.each<[string, readonly string[]]>([
    [exclusion('A == 1'), []],
    [exclusion('N == 1', 'end'), []],
    [exclusion('A > least and B == word'), []],
    [exclusion('X == 1'), ['unknown-column @ X']],
    [exclusion('A == 1', 'end'), ['column-gone @ A']],
    [exclusion('A > "x"'), ['kql-type @ >']],
    [exclusion('A == 1) or (true'), ['exclusion-predicate @ A == 1) or (true']],
    [exclusion('"A == 1); T | where (A == 1"'), ['exclusion-predicate @ A == 1); T | where (A == 1']],
    [exclusion('A'), ['exclusion-predicate @ A']],
    [exclusion('"A == 1 // x"'), ['exclusion-not-one-line @ "A == 1 // x"']],
    [exclusion('B != "x"'), ['exclusion-of-empty @ B != "x"']],
    [exclusion('A == 1', 'nowhere'), ['exclusion-marker-missing @ nowhere']],
    [`${exclusion('A == 1')}\n    expires: 2020-01-01`, ['exclusion-expired @ 2020-01-01']],
    [`${exclusion('A == 1')}\n${exclusion('A == 2').replace('exclusions:\n', '')}`, ['exclusion-name-repeated @ lab']],
    [exclusion('A == 1').replace('lab', 'own'), ['tuning-exclusion-duplicate @ own']],
  ])('%j', (tuning, expected) => {
    expect(found(tuning)).toEqual(expected);
  });
});

describe('parameters of a tuning', () => {
  test.each<[string, readonly string[]]>([
    ['parameters: { least: 5 }', []],
    ['parameters: { least: many }', ['parameter-value @ many']],
    ['parameters: { leest: 5 }', ['parameter-unknown @ 5']],
    [`parameters: { word: '"; T | take 1 //' }`, []],
  ])('%j', (tuning, expected) => {
    expect(found(tuning)).toEqual(expected);
  });

  test('what a value makes of the rest of the query is shown at the parameters', () => {
    const rule = 'query: |\n  let w = 1h; // @parameter\n  T | where TimeGenerated > ago(w)';
    expect(found('parameters: { w: 1h }', rule)).toEqual([]);
    expect(found('parameters: { w: 5d }', rule)).toEqual(['query-looks-too-far-back @ parameters']);
  });
});

describe('a schedule of a tuning is held against the rule', () => {
  test.each<[string, readonly string[]]>([
    ['queryFrequency: 30m\nqueryPeriod: 30m', []],
    ['queryPeriod: 30m', ['period-shorter-than-frequency @ 30m']],
    ['queryFrequency: 1m', ['schedule-bounds @ 1m']],
    ['severity: Low', []],
  ])('%j', (tuning, expected) => {
    expect(found(tuning)).toEqual(expect.arrayContaining([...expected]));
    expect(found(tuning).every((each) => !each.startsWith('rule:'))).toBe(true);
  });

  test('the query too', () => {
    const rule = 'query: |\n  T | where TimeGenerated > ago(1h)';
    expect(found('queryFrequency: 30m\nqueryPeriod: 30m', rule)).toEqual(['query-looks-too-far-back @ queryFrequency']);
  });
});

test('what is wrong with the rule as it is, is said once', () => {
  const wrong = RULE.replace('A == 9', 'Z == 9');
  expect(found(exclusion('A == 1'), wrong)).toEqual(['rule: unknown-column @ Z']);
  expect(found(exclusion('Y == 1'), wrong)).toEqual(['rule: unknown-column @ Z', 'unknown-column @ Y']);
});

test('what is accepted in the tuning itself', () => {
  const comment = '# sentinel-ignore exclusion-of-empty: The column is never empty here.';
  expect(found(`${exclusion('B != "x"')} ${comment}`)).toEqual([]);
  expect(found(`${exclusion('B == "x"')} ${comment}`)).toEqual([`ignore-unused @ ${comment}`]);
  const rule = `${RULE}\nignore: [{ code: exclusion-of-empty, reason: Agreed. }]`;
  expect(found(exclusion('B != "x"'), rule)).toEqual([
    'rule: ignore-unused @ exclusion-of-empty',
    'exclusion-of-empty @ B != "x"',
  ]);
});

test('two files of one target', () => {
  const text = exampleFile(RULE);
  const id = /^id: (.*)$/m.exec(text)?.[1] ?? '';
  const tuning = (path: string) => ({ path, text: `rule: ${id}\nreason: Agreed\nseverity: Low\n` });
  const tunings = ['prod/b', 'prod/a', 'lab/a'].map((name) => tuning(`detections/_tuning/${name}.yaml`));
  const { diagnostics } = checkProject([{ path: 'a.yaml', text }], { today: '2026-11-24', catalog, tunings });
  expect(diagnostics.map(({ code, source }) => `${source.path} ${code}`)).toEqual([
    'detections/_tuning/prod/b.yaml tuning-twice',
  ]);
});

test('incident settings of a tuning are held against the rule', () => {
  const grouping = (method: string, more = ''): string =>
    `groupingConfiguration:\n  enabled: true\n  reopenClosedIncident: false\n  lookbackDuration: 5h\n  matchingMethod: ${method}${more}`;
  expect(found(grouping('AllEntities'))).toEqual([]);
  expect(found(grouping('Selected', '\n  groupByEntities: [Host]'))).toEqual(['grouping-entity-unmapped @ Host']);
  expect(found('createIncident: false')).toEqual([]);
});

test('a folder of no target', () => {
  const text = exampleFile(RULE);
  const id = /^id: (.*)$/m.exec(text)?.[1] ?? '';
  const tunings = [{ path: 'detections/_tuning/prd/a.yaml', text: `rule: ${id}\nreason: Agreed\nseverity: Low\n` }];
  const options = { today: '2026-11-24', catalog, tunings, targets: ['local', 'prod'] };
  const { diagnostics } = checkProject([{ path: 'a.yaml', text }], options);
  expect(diagnostics).toMatchObject([
    { code: 'tuning-target-unknown', help: expect.stringContaining('`prod`') as string },
  ]);
});
