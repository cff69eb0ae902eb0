import { runTests } from '../run-tests';

const NRT = 'kind: NRT\nqueryFrequency:\nqueryPeriod:\ntriggerOperator:\ntriggerThreshold:\n';
const PER_RESULT = 'eventGroupingSettings: { aggregationKind: AlertPerResult }\n';

/** How many results each alert holds. */
function shares(rule: string, count: number): readonly number[] {
  const given = count === 0 ? '[]' : `[{ T: {}, count: ${count} }]`;
  const ran = runTests({ rule, tests: `cases: [{ name: c, given: ${given}, expect: fires }]` });
  return ran.cases.flatMap(({ alerts }) => alerts.map(({ rows }) => rows.length));
}

const ones = (count: number): readonly number[] => Array.from({ length: count }, () => 1);

test.each([
  ['all results in one alert', '', 200, [200]],
  ['the same, said', 'eventGroupingSettings: { aggregationKind: SingleAlert }\n', 3, [3]],
  ['an alert a result', PER_RESULT, 3, ones(3)],
  ['as many as the service makes', PER_RESULT, 150, ones(150)],
  ['the last one holds all that is left', PER_RESULT, 153, [...ones(149), 4]],
  ['NRT makes fewer', `${NRT}${PER_RESULT}`, 30, ones(30)],
  ['of NRT too the last one holds the rest', `${NRT}${PER_RESULT}`, 31, [...ones(29), 2]],
  ['no result at all, where that is an alert', `triggerOperator: lt\ntriggerThreshold: 1\n${PER_RESULT}`, 0, [0]],
])('%s', (_, rule, count, expected) => {
  expect(shares(rule, count)).toEqual(expected);
});
