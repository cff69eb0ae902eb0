import { explanationLines } from '../../../scripts/testing/formats/failure';
import { runTests } from '../run-tests';

const RULE = (query: string): string =>
  `query: |\n${query
    .split('\n')
    .map((line) => `  ${line}`)
    .join('\n')}\n`;

/** How the case came to its result, without the head that all have. */
function explained(rule: string, given: string, more = ''): readonly string[] {
  const ran = runTests({ rule, tests: `cases: [{ name: c, given: [${given}], ${more} expect: { alerts: 99 } }]` });
  const explanation = ran.cases[0]?.explanation;
  return explanation === undefined ? [] : explanationLines(explanation);
}

const lost = (lines: readonly string[]): readonly string[] =>
  lines.slice(lines.findIndex((line) => line.startsWith('the rows end at')));

test('rows after each step, and what was given', () => {
  const given =
    '{ T: { S: a } }, { T: { S: b } }, { T: {}, at: -2d }, { T: {}, at: 1h }, { T: {}, ingested: +1d }, { Other: {} }';
  expect(explained(RULE('T\n| where S == "a"\n| summarize count() by S'), given)).toEqual([
    'the run of 2026-01-10T00:00:00Z, executed 2026-01-10T00:05:00Z:',
    '     2  of 5 given events of T (1 before its window, 1 after its scheduled time, 1 arrived after it executed)',
    '     1  of 1 given event of Other',
    'rows after each step:',
    '     2  T  (line 13)',
    '     1  where S == "a"  (line 14)',
    '     1  summarize count() by S  (line 15)',
  ]);
});

describe('where the rows end', () => {
  test('at a filter: the nearest event and the condition that it misses', () => {
    const given = '{ T: { S: a, L: 1 } }, { T: { S: b, L: 7, R: 3 } }, { T: { S: c } }';
    expect(lost(explained(RULE('T\n| where S == "b" and L > 9 and R < 5\n| project S'), given))).toEqual([
      'the rows end at detections/r.yaml:14:5: where S == "b" and L > 9 and R < 5',
      '  none of 3 rows passes',
      '  nearest: L = 7',
      '  does not hold: L > 9',
    ]);
  });

  test('at an exclusion: where it is written', () => {
    const rule = `${RULE('T\n// @exclusions')}exclusions: [{ name: lab, scenario: s, where: S == "lab" }]\n`;
    expect(lost(explained(rule, '{ T: { S: lab } }'))).toEqual([
      'the rows end at detections/r.yaml:15:47: where not(coalesce(S == "lab", false))',
      '  it drops the only row',
      '  nearest: S = lab',
      '  every condition holds',
    ]);
  });

  test('at a table that nothing was given for', () => {
    expect(lost(explained(RULE('T\n| where S == "a"'), '{ Other: {} }'))).toEqual([
      'the rows end at detections/r.yaml:13:3: T',
      '  no event of T was there',
    ]);
  });

  test('at a join: the keys of both sides', () => {
    const given = '{ T: { S: a } }, { Other: { S: A } }';
    expect(lost(explained(RULE('T\n| join kind=inner Other on S'), given))).toEqual([
      'the rows end at detections/r.yaml:14:5: join kind=inner Other on S',
      '  no row has a partner (inner): 1 on the left, 1 on the right',
      '  left:  S = a',
      '  right: S = A',
    ]);
    expect(lost(explained(RULE('T\n| join kind=leftanti Other on S'), given.replace('A', 'a')))).toEqual([
      'the rows end at detections/r.yaml:14:5: join kind=leftanti Other on S',
      '  every row has a partner (leftanti): 1 on the left, 1 on the right',
      '  left:  S = a',
      '  right: S = a',
    ]);
  });

  test('at each leg of a union', () => {
    const given = '{ T: { S: a } }, { Other: { S: b } }';
    expect(lost(explained(RULE('union (T | where S == "x"), (Other | where S == "y")'), given))).toEqual([
      'the rows end at detections/r.yaml:13:14: where S == "x"',
      '  it does not let through the only row',
      '  nearest: S = a',
      '  does not hold: S == "x"',
      'the rows end at detections/r.yaml:13:40: where S == "y"',
      '  it does not let through the only row',
      '  nearest: S = b',
      '  does not hold: S == "y"',
    ]);
  });

  test('at a filter inside a parser: by its own default', () => {
    expect(lost(explained(RULE('_Im_Dns\n| project DnsQuery'), '{ _Im_Dns: { DnsQuery: x } }'))).toEqual([
      'the rows end at detections/r.yaml:13:3: _Im_Dns',
      '  it does not let through the only row',
      '  nearest: EventType = (empty)',
      '  does not hold: a condition inside it, on EventType',
    ]);
  });

  test('at the threshold', () => {
    expect(explained(`triggerThreshold: 5\n${RULE('T')}`, '{ T: {}, count: 3 }').at(-1)).toBe(
      'the query returned 3, and the rule wants more than 5 results',
    );
  });
});

test('of several runs the one that saw most is told', () => {
  const given = '{ T: { S: a }, at: 30m }, { T: { S: b }, at: 90m, count: 3 }';
  const rule = `queryFrequency: 1h\nqueryPeriod: 1h\n${RULE('T\n| where S == "x"')}`;
  expect(explained(rule, given, 'timeline: { runs: 4 },')[0]).toBe(
    'the run of 2026-01-10T02:00:00Z, executed 2026-01-10T02:05:00Z:',
  );
});

test('a case that passes is not explained', () => {
  const ran = runTests({ tests: 'cases: [{ name: c, given: [T: {}], expect: fires }]' });
  expect(ran.cases[0]?.explanation).toBeUndefined();
});

test('a query that does not run says where', () => {
  const ran = runTests({ rule: RULE('T\n| where Sx == "a"'), tests: 'cases: [{ name: c, given: [], expect: fires }]' });
  expect(ran.problems['c']).toEqual([
    expect.stringMatching(/^the query does not run here \(detections\/r\.yaml:14:11\): /),
  ]);
});
