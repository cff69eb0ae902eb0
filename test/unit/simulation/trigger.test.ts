import { runTests } from '../run-tests';

test.each([
  ['gt', 2, [0, 0, 0, 1, 1]],
  ['lt', 2, [1, 1, 0, 0, 0]],
  ['eq', 2, [0, 0, 1, 0, 0]],
  ['ne', 2, [1, 1, 0, 1, 1]],
  ['gt', 0, [0, 1, 1, 1, 1]],
  ['eq', 0, [1, 0, 0, 0, 0]],
])('%s %i: alerts for 0 to 4 results', (operator, threshold, expected) => {
  const cases = [0, 1, 2, 3, 4].map((count) => {
    const given = count === 0 ? '[]' : `[{ T: {}, count: ${count} }]`;
    return `  - { name: c${count}, given: ${given}, expect: fires }`;
  });
  const ran = runTests({
    rule: `triggerOperator: ${operator}\ntriggerThreshold: ${threshold}\n`,
    tests: `cases:\n${cases.join('\n')}`,
  });
  expect(ran.cases.map(({ alerts }) => alerts.length)).toEqual(expected);
});

test('a case that is silent by the threshold says so', () => {
  const tests = 'cases: [{ name: c, given: [{ T: {}, count: 3 }], expect: fires }]';
  expect(runTests({ rule: 'triggerThreshold: 5\n', tests }).problems).toEqual({
    c: ['expected an alert, found none: the query returned 3, and the rule wants more than 5 results'],
  });
});

test('an NRT rule fires for any result', () => {
  const nrt = 'kind: NRT\nqueryFrequency:\nqueryPeriod:\ntriggerOperator:\ntriggerThreshold:\n';
  const tests = 'cases: [{ name: c, given: [T: {}], expect: { alerts: 1 } }, { name: d, given: [], expect: silent }]';
  expect(runTests({ rule: nrt, tests }).problems).toEqual({});
});

describe('suppression', () => {
  const RULE =
    'queryFrequency: 1h\nqueryPeriod: 1h\nsuppressionEnabled: true\nsuppressionDuration: 3h\nquery: T | project S\neventGroupingSettings: { aggregationKind: AlertPerResult }\n';
  const hourly = (row: string, count: number): string => `{ T: { S: ${row} }, at: -10m, count: ${count}, every: 1h }`;

  test('after an alert the whole rule is silent for as long, not only what was alerted on', () => {
    const tests = `cases: [{ name: c, given: [${hourly('a', 1)}, ${hourly('b', 7)}], timeline: { runs: 7 }, expect: fires }]`;
    const [ran] = runTests({ rule: RULE, tests }).cases;
    expect(ran?.alerts.map(({ rows, time }) => `${rows[0]?.['S'] as string} ${new Date(time).getUTCHours()}`)).toEqual([
      'a 0',
      'b 0',
      'b 3',
      'b 6',
    ]);
  });

  test('switched off, it is as if it were not there', () => {
    const tests = `cases: [{ name: c, given: [${hourly('a', 3)}], timeline: { runs: 3 }, expect: { alerts: 3 } }]`;
    expect(runTests({ rule: RULE.replace('true', 'false'), tests }).problems).toEqual({});
  });

  test('runs without an alert begin no silence', () => {
    const tests = `cases: [{ name: c, given: [{ T: {}, at: 50m }], timeline: { runs: 3 }, expect: { alerts: 1 } }]`;
    expect(runTests({ rule: RULE, tests }).problems).toEqual({});
  });
});
