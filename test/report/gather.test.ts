import type { Knowledge, QueryReading, TableInfo } from '../../src/rules';
import { checkProject, readQuery } from '../../src/rules';
import { gatherReport } from '../../src/report';
import type { ReportSources } from '../../src/report';

const table = (name: string, connectors: readonly string[]): readonly [string, TableInfo] => [
  name,
  {
    name,
    columns: [
      { name: 'TimeGenerated', type: 'datetime' },
      { name: 'Name', type: 'string' },
    ],
    origin: 'project',
    complete: true,
    connectors,
    plan: 'Analytics',
    mirrors: {},
    entities: [],
  },
];
const tables = new Map([table('SigninLogs', ['AzureActiveDirectory']), table('Own_CL', [])]);
const catalog = {
  table: (name: string) => tables.get(name),
  function: () => undefined,
  watchlist: () => undefined,
  tableNames: () => [...tables.keys()],
  functionNames: () => [],
  watchlistAliases: () => [],
  nearest: () => undefined,
} as Partial<Knowledge> as Knowledge;

const rule = (number: number, query: string, more: readonly string[] = []) => ({
  path: `detections/identity/rule-${number}.yaml`,
  text: [
    `id: 00000000-0000-4000-8000-00000000000${number}`,
    `name: Rule ${number}`,
    'kind: Scheduled',
    'description: Finds something.',
    'severity: High',
    'queryFrequency: 1h',
    'queryPeriod: 1d',
    'triggerOperator: gt',
    'triggerThreshold: 5',
    'tactics: [CredentialAccess]',
    'relevantTechniques: [T1110, T1110.003]',
    `query: |`,
    ...query.split('\n').map((line) => `  ${line}`),
    ...more,
    '',
  ].join('\n'),
});

function sourcesOf(files: readonly ReturnType<typeof rule>[], changes: Partial<ReportSources> = {}): ReportSources {
  const checked = checkProject(files, { today: '2026-11-24', catalog });
  return {
    project: { name: 'p', commit: null, made: '2026-11-24T12:00:00Z', tool: { name: 't', version: '1' } },
    detections: 'detections',
    files: checked.files,
    diagnostics: checked.diagnostics,
    catalog,
    read: (query) => readQuery(query, catalog),
    tests: undefined,
    histories: new Map(),
    targets: [],
    health: [],
    ...changes,
  };
}

const files = [
  rule(1, 'SigninLogs\n| where Name == "x"', [
    'exclusions:',
    '  - { name: gone, scenario: s, where: Name == "y", owner: soc, expires: 2026-11-20 }',
    'references: [https://example.com/]',
  ]),
  rule(2, 'union SigninLogs, Own_CL', [
    'requiredDataConnectors:',
    '  - { connectorId: Both, dataTypes: [SigninLogs] }',
  ]),
  rule(3, 'Own_CL | where Name == "z"', ['requiredDataConnectors:', '  - { connectorId: Own, dataTypes: [Own_CL] }']),
];
const data = gatherReport(sourcesOf(files));

test('what a rule’s file says, in words', () => {
  const [first] = data.rules;
  expect(first).toMatchObject({
    area: 'identity',
    techniques: ['T1110.003'],
    tables: ['SigninLogs'],
    references: ['https://example.com/'],
    tests: { kind: 'not run' },
    history: [],
    live: [],
    schedule: [
      { name: 'Runs', value: 'every 1 hour' },
      { name: 'Looks back', value: '1 day' },
      { name: 'Fires at', value: 'more than 5 results' },
      { name: 'Suppressed', value: 'no' },
      { name: 'Incidents', value: 'created' },
    ],
  });
  expect(first?.exclusions[0]?.daysLeft).toBe(-4);
});

test('tables, those first that are all a rule reads; their connectors as the catalog has them, else as the rules say', () => {
  expect(data.tables).toEqual([
    {
      name: 'Own_CL',
      logs: undefined,
      connectors: ['Own'],
      rules: ['00000000-0000-4000-8000-000000000003', '00000000-0000-4000-8000-000000000002'],
    },
    {
      name: 'SigninLogs',
      logs: undefined,
      connectors: ['AzureActiveDirectory'],
      rules: ['00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000002'],
    },
  ]);
});

test('watchlists and functions with who reads them; those that nobody reads too', () => {
  const egress = { alias: 'Egress', description: 'Offices.', items: [{}, {}] };
  const known = {
    ...catalog,
    watchlist: (name: string) => (name.toLowerCase() === 'egress' ? egress : undefined),
    watchlistAliases: () => ['Egress'],
    function: (name: string) => (name === 'Unread' ? { name, origin: 'project' } : undefined),
    functionNames: () => ['Unread'],
  } as unknown as Knowledge;
  const use = { known: true, span: { start: 0, end: 1 }, through: [], fuzzy: [] };
  const needs: QueryReading['needs'] = {
    ...readQuery('SigninLogs', catalog).needs,
    watchlists: [{ ...use, name: 'egress', columns: ['Site'] }],
    functions: [{ ...use, name: 'Parser' }],
  };
  const sources = sourcesOf([rule(1, 'SigninLogs')], { catalog: known, read: () => ({ needs, classified: [] }) });
  const read = gatherReport(sources);
  const id = '00000000-0000-4000-8000-000000000001';
  expect(read.rules[0]).toMatchObject({ watchlists: [{ name: 'egress', columns: ['Site'] }], functions: ['Parser'] });
  expect(read.shared).toEqual([
    { kind: 'watchlist', name: 'Egress', about: 'Offices.', items: 2, rules: [id] },
    { kind: 'function', name: 'Parser', about: undefined, items: undefined, rules: [id] },
    { kind: 'function', name: 'Unread', about: undefined, items: undefined, rules: [] },
  ]);
});

test('hunting queries are told beside the rules, those that can be read whole', () => {
  const hunt = (id: string, more: string) => ({
    path: `detections/hunting/${id.slice(0, 1)}.yaml`,
    text: `id: ${id}\nname: Hunt\ntactics: [Impact]\nquery: |\n  SigninLogs\n  | take 1\n${more}`,
  });
  const told = gatherReport(
    sourcesOf([
      ...files,
      hunt('A0000000-0000-4000-8000-000000000009', 'relevantTechniques: [T1490]\n'),
      hunt('b0000000-0000-4000-8000-000000000009', 'nonsense: yes\n'),
    ]),
  );
  expect(told.rules).toHaveLength(files.length);
  expect(told.coverage).toEqual(data.coverage);
  expect(told.hunts).toHaveLength(1);
  expect(told.hunts[0]).toMatchObject({
    id: 'a0000000-0000-4000-8000-000000000009',
    name: 'Hunt',
    tactics: ['Impact'],
    techniques: ['T1490'],
    tables: ['SigninLogs'],
  });
  expect(told.hunts[0]?.query.parts[0]).toMatchObject({ start: 0, end: 10, kind: 'table' });
});

test('how a rule runs stands with it, whatever the letters of its id', () => {
  const seen = { runs: 24, failures: 1, lastRun: '2026-11-24T05:00:00Z', lastStatus: 'Failure' };
  const id = '00000000-0000-4000-8000-000000000001';
  const { rules } = gatherReport(
    sourcesOf(files, {
      health: [
        {
          target: 'prod',
          at: '2026-11-24T06:00:00Z',
          rules: [{ ...seen, id: id.toUpperCase() }],
          findings: [
            { rule: id.toUpperCase(), kind: 'failing', message: 'm', next: 'n' },
            { rule: 'other', kind: 'silent', message: 'm', next: 'n' },
          ],
        },
      ],
    }),
  );
  const problems = [{ what: 'failing', words: 'm', next: 'n' }];
  expect(rules.map(({ health }) => health)).toEqual([
    [{ ...seen, target: 'prod', at: '2026-11-24T06:00:00Z', problems }],
    [],
    [],
  ]);
});

test('findings stand with the project and with their rule', () => {
  expect(data.findings.length).toBeGreaterThan(0);
  for (const { file } of data.findings) {
    expect(data.rules.find(({ path }) => path === file)?.findings.map((each) => each.file)).toContain(file);
  }
});

test('tests that were run, and rules that have none', () => {
  const cases = [{ name: 'fires', passed: true, problems: [], alerts: 2 }];
  const tested = gatherReport(sourcesOf(files, { tests: new Map([['detections/identity/rule-1.yaml', cases]]) }));
  expect(tested.rules.map(({ tests }) => tests.kind)).toEqual(['cases', 'none', 'none']);
  expect(tested.coverage.totals).toMatchObject({ rules: 1, tested: 1, enabled: 0 });
});

test('a file that is no rule keeps its findings and has no page', () => {
  const broken = gatherReport(sourcesOf([{ path: 'detections/broken.yaml', text: 'id: [' }]));
  expect(broken.rules).toEqual([]);
  expect(broken.findings.map(({ file }) => file)).toContain('detections/broken.yaml');
});
