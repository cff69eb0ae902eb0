import { catalogWith, rowsOf, runTests } from '../run-tests';
import type { ProjectSchemas } from '../../../src/rules';

const FUNCTION = {
  path: 'detections/_functions/Recent.yaml',
  text: 'name: Recent\nparameters: [{ name: since, type: timespan, default: 1h }]\nquery: T | where TimeGenerated > ago(since)\n',
};
const LIST = {
  definition: {
    path: 'detections/_watchlists/hosts.yaml',
    text: 'alias: hosts\nname: Hosts\nitemsSearchKey: Host\n',
  },
  items: { path: 'detections/_watchlists/hosts.csv', text: 'Host,Owner\na,me\n' },
};
const PROJECT: Partial<ProjectSchemas> = { functions: [FUNCTION], watchlists: [LIST] };

function run(query: string, tests: string) {
  const { problems, found } = runTests({ rule: `query: |\n  ${query}\n`, tests, catalog: catalogWith(PROJECT) });
  return { problems, found };
}

const FINE = { problems: {}, found: [] };

describe('functions', () => {
  test("the project's own run as they are", () => {
    const tests = `
cases:
  - { name: within its default, given: [{ T: {}, at: -30m }], expect: fires }
  - { name: outside, given: [{ T: {}, at: -2h }], expect: silent }`;
    expect(run('Recent', tests)).toEqual(FINE);
    expect(run('Recent(3h)', tests.replace('expect: silent', 'expect: fires'))).toEqual(FINE);
  });

  test('a body of KQL stands in, with the parameters of what it stands in for', () => {
    const tests = `
functions: { Recent: 'print S = tostring(since)' }
cases:
  - { name: of the file, given: [], expect: { rows: [{ S: 03:00:00 }] } }
  - name: of the case
    functions: { Recent: { parameters: '(since: timespan = 5m, more: long = 0)', query: 'print S = strcat(since, more)' } }
    given: []
    expect: { rows: [{ S: 03:00:000 }] }`;
    expect(run('Recent(3h)', tests)).toEqual(FINE);
  });

  test('a function that nobody else knows', () => {
    const tests = `
functions: { Trusted: { parameters: '(least: long)', query: "datatable(S: string, L: long)['a', 1, 'b', 2] | where L >= least" } }
cases: [{ name: c, given: [{ T: { S: a } }, { T: { S: b } }], expect: { rows: [{ S: b }] } }]`;
    expect(run('T | where S in ((Trusted(2) | project S))', tests)).toEqual(FINE);
  });

  test('one that does not run is said', () => {
    const tests = "functions: { Recent: 'print X = nofunction()' }\ncases: [{ name: c, given: [], expect: silent }]";
    expect(run('Recent', tests).problems['c']?.[0]).toMatch(/the query does not run here .*nofunction/);
  });
});

describe('watchlists', () => {
  const QUERY = "T | where S in ((_GetWatchlist('hosts') | project Host))";

  test("the project's own, those of the file, those of the case; letter case of the alias does not matter", () => {
    const tests = `
watchlists: { HOSTS: [{ Host: b }] }
cases:
  - { name: of the file, given: [{ T: { S: a } }, { T: { S: b } }], expect: { rows: [{ S: b }] } }
  - { name: of the case, watchlists: { hosts: [{ Host: 1.10 }] }, given: [{ T: { S: 1.10 } }, { T: { S: b } }], expect: { rows: [{ S: '1.10' }] } }
  - { name: none, watchlists: { hosts: [] }, given: [{ T: { S: a } }, { T: { S: b } }], expect: silent }`;
    expect(run(QUERY, tests)).toEqual(FINE);
    const own = 'cases: [{ name: c, given: [{ T: { S: a } }, { T: { S: b } }], expect: { rows: [{ S: a }] } }]';
    expect(run(QUERY, own)).toEqual(FINE);
  });

  test('SearchKey is the column that the list names', () => {
    const tests =
      'watchlists: { hosts: [{ Host: b, Owner: me }] }\ncases: [{ name: c, given: [], expect: { rows: [{ SearchKey: b }] } }]';
    expect(run("_GetWatchlist('hosts') | project SearchKey", tests)).toEqual(FINE);
  });

  test('the window of the rule does not apply to them', () => {
    const tests = 'cases: [{ name: c, now: 2020-01-01T00:00:00Z, given: [], expect: { rows: 1 } }]';
    expect(run("_GetWatchlist('hosts')", tests)).toEqual(FINE);
  });

  test('a list that only the test knows has the columns of its rows', () => {
    const tests =
      "watchlists: { vips: [{ User: u, Rank: '1' }] }\ncases: [{ name: c, given: [], expect: { rows: [{ User: u, Rank: 1 }] } }]";
    expect(run("_GetWatchlist('vips') | project User, Rank", tests)).toEqual(FINE);
  });

  test('a column that the list does not have', () => {
    const tests = 'watchlists:\n  hosts: [{ Hots: b }]\ncases: [{ name: c, given: [], expect: silent }]';
    expect(run(QUERY, tests).found).toEqual(['test-watchlist 2:13 the watchlist hosts has no column Hots']);
  });
});

describe('what stands in for nothing that the query asks for', () => {
  const QUERY = "T | where S in ((_GetWatchlist('hosts') | project Host)) | where L in ((Recent | project L))";
  test.each([
    [
      'a watchlist',
      'watchlists:\n  hots: [{ Host: b }]\n',
      ['test-watchlist 2:3 the query reads no watchlist named hots'],
    ],
    ['a function', "functions:\n  Recnt: 'T'\n", ['test-function 2:3 the query calls no function named Recnt']],
    ['nothing: both are asked for', "watchlists: { HOSTS: [{ Host: b }] }\nfunctions: { Recent: 'T' }\n", []],
  ])('%s', (_, standIns, found) => {
    expect(run(QUERY, `${standIns}cases: [{ name: c, given: [], expect: silent }]`).found).toEqual(found);
  });

  test('one that only an exclusion of a target asks for is used, by the cases of that target', () => {
    const exclusion = { name: 'lab', scenario: 's', where: "S in ((_GetWatchlist('labs') | project Host))" };
    const tests = `
watchlists: { labs: [{ Host: a }] }
cases:
  - { name: local, given: [{ T: { S: a } }], expect: fires }
  - { name: lab, target: lab, given: [{ T: { S: a } }], expect: { silentBecause: [lab] } }`;
    const rule = 'query: |\n  T\n  // @exclusions\n';
    const targets = { lab: { overrides: { exclusions: [exclusion] } } };
    const { problems, found } = runTests({ rule, tests, targets });
    expect({ problems, found }).toEqual(FINE);
  });
});

describe('parameters', () => {
  const RULE = 'query: |\n  let least = 5; // @parameter\n  T\n  | where L >= least\nparameters: { least: 4 }\n';

  test("the rule's own, those of the file, those of the case", () => {
    const given = 'given: [{ T: { L: 2 } }, { T: { L: 3 } }, { T: { L: 4 } }]';
    const own = `cases: [{ name: c, ${given}, expect: { rows: 1 } }]`;
    expect(runTests({ rule: RULE, tests: own }).problems).toEqual({});
    const tests = `
parameters: { least: 3 }
cases:
  - { name: of the file, ${given}, expect: { rows: 2 } }
  - { name: of the case, parameters: { least: 2 }, ${given}, expect: { rows: 3 } }`;
    expect(runTests({ rule: RULE, tests }).problems).toEqual({});
  });

  test('one that the query does not have', () => {
    const tests = 'cases: [{ name: c, parameters: { most: 2 }, given: [], expect: silent }]';
    expect(runTests({ rule: RULE, tests }).problems['c']?.[0]).toMatch(/most/);
  });
});

describe('targets', () => {
  const RULE =
    'severity: Low\nqueryFrequency: 1h\nqueryPeriod: 1h\nquery: |\n  let least = 5; // @parameter\n  T\n  | where L >= least\n  // @exclusions\n';
  const targets = {
    prod: {
      overrides: {
        severity: 'High',
        queryFrequencySeconds: 7200,
        queryPeriodSeconds: 4 * 3600,
        triggerThreshold: 1,
        parameters: { least: 2 },
        exclusions: [{ name: 'lab', scenario: 'The lab', where: 'S == "lab"' }],
      },
    },
  } as const;

  test('what a target tunes is what is tested', () => {
    const tests = `
rows: { e: { T: { L: 3 }, at: -30m } }
defaults: { target: prod }
cases:
  - { name: the parameter and the severity, given: [{ e: {}, count: 2 }], expect: { alerts: [{ severity: High }] } }
  - { name: the threshold, given: [e], expect: silent }
  - { name: the period, given: [{ e: {}, count: 2, at: -3h }], expect: fires }
  - { name: the exclusion, given: [{ e: { S: lab }, count: 2 }], expect: { silentBecause: [lab] } }
  - { name: the frequency, given: [{ e: {}, count: 2, at: -1h }], timeline: { days: 0.25 }, expect: { alerts: 2 } }
  - { name: without it, target: local, given: [{ e: { L: 5, S: lab } }], expect: { alerts: [{ severity: Low }] } }
  - { name: without its parameter, target: local, given: [e], expect: silent }`;
    const { problems, found } = runTests({ rule: RULE, tests, targets: { ...targets, local: {} } });
    expect({ problems, found }).toEqual(FINE);
  });

  test('cases that name none are for the one that the tests are run for', () => {
    const tests =
      'cases: [{ name: c, given: [{ T: { L: 2 }, at: -1m, count: 2 }], expect: { alerts: [{ severity: High }] } }]';
    expect(runTests({ rule: RULE, tests, targets: { local: targets.prod } }).problems).toEqual({});
  });

  test('one that there is not', () => {
    const tests = 'cases:\n  - { name: c, target: prd, given: [], expect: silent }';
    expect(runTests({ rule: RULE, tests, targets }).found).toEqual([
      'test-target-unknown 2:13 there is no target "prd"',
    ]);
  });
});

test('the query sees a table of the workspace under its own name only, and the rows of a parser through the parser', () => {
  const ran = runTests({
    rule: 'query: union T, Other, (imFileEvent | extend S = TargetFileName) | project S\n',
    tests:
      'cases: [{ name: c, given: [{ T: { S: t } }, { Other: { S: o } }, { imFileEvent: { TargetFileName: f } }], expect: fires }]',
  });
  expect(ran.found).toEqual([]);
  expect(
    rowsOf(ran)[0]
      ?.map(({ S }) => S)
      .toSorted(),
  ).toEqual(['f', 'o', 't']);
});
