import { runTests } from '../run-tests';

const RULE = `
queryFrequency: 1h
queryPeriod: 1h
query: T | extend Level = iff(L > 5, "High", "Low")
eventGroupingSettings: { aggregationKind: AlertPerResult }
entityMappings:
  - { entityType: Host, fieldMappings: [{ identifier: HostName, columnName: S }] }
  - { entityType: IP, fieldMappings: [{ identifier: Address, columnName: Y }] }
customDetails: { Kind: G }
alertDetailsOverride: { alertDisplayNameFormat: 'on {{S}}', alertSeverityColumnName: Level }
incidentConfiguration: `;
const grouping = (more: string): string =>
  `{ createIncident: true, groupingConfiguration: { enabled: true, reopenClosedIncident: false, lookbackDuration: 5h, ${more} } }\n`;

/** The number of incidents of these events. */
function incidents(configuration: string, given: string, timeline = ''): number {
  const tests = `cases: [{ name: c, given: [${given}], ${timeline} expect: { incidents: 9999 } }]`;
  const ran = runTests({ rule: `${RULE}${configuration}`, tests });
  expect(ran.found).toEqual([]);
  const [words = ''] = ran.problems['c'] ?? [];
  return Number(/found (\d+|none)/.exec(words)?.[1]?.replace('none', '0'));
}

const row = (host: string, address: string, more = ''): string =>
  `{ T: { S: ${host}, Y: ${address}${more} }, at: -10m }`;
const G1 = ', G: 00000000-0000-4000-8000-000000000001';
const G2 = ', G: 00000000-0000-4000-8000-000000000002';

test.each([
  ['no incidents', '{ createIncident: false }\n', [row('a', 'x')], 0],
  ['no grouping: one an alert', '{ createIncident: true }\n', [row('a', 'x'), row('a', 'x')], 2],
  ['all alerts', grouping('matchingMethod: AnyAlert'), [row('a', 'x'), row('b', 'y')], 1],
  ['the same entities', grouping('matchingMethod: AllEntities'), [row('a', 'x'), row('a', 'x'), row('a', 'y')], 2],
  [
    'the same hosts',
    grouping('matchingMethod: Selected, groupByEntities: [Host]'),
    [row('a', 'x'), row('a', 'y'), row('b', 'x')],
    2,
  ],
  [
    'the same title',
    grouping('matchingMethod: Selected, groupByAlertDetails: [DisplayName]'),
    [row('a', 'x'), row('a', 'y'), row('b', 'x')],
    2,
  ],
  [
    'the same severity',
    grouping('matchingMethod: Selected, groupByAlertDetails: [Severity]'),
    [row('a', 'x', ', L: 9'), row('b', 'y', ', L: 9'), row('c', 'z', ', L: 1')],
    2,
  ],
  [
    'the same custom detail',
    grouping('matchingMethod: Selected, groupByCustomDetails: [Kind]'),
    [row('a', 'x', G1), row('b', 'y', G1), row('c', 'z', G2)],
    2,
  ],
  [
    '150 alerts fill one',
    grouping('matchingMethod: AnyAlert'),
    ['{ T: {}, count: 149 }'.replace('T: {}', 'T: {}, at: -10m'), row('a', 'x'), row('b', 'x')],
    1,
  ],
])('%s', (_, configuration, given, expected) => {
  expect(incidents(configuration, given.join(', '))).toBe(expected);
});

test('an incident takes alerts for the look-back from its first one', () => {
  const given = '{ T: { S: a }, at: -10m, count: 12, every: 1h }';
  // at 0 h to 5 h, then at 6 h to 11 h
  expect(incidents(grouping('matchingMethod: AnyAlert'), given, 'timeline: { runs: 12 },')).toBe(2);
});

test('more than 150 alerts need another incident', () => {
  const given = '{ T: { S: a }, at: -10m, count: 100 }, { T: { S: a }, at: 50m, count: 100 }';
  expect(incidents(grouping('matchingMethod: AnyAlert'), given, 'timeline: { runs: 2 },')).toBe(2);
});

test('the Defender portal groups by rules of its own: there is no telling', () => {
  const ran = runTests({
    rule: `${RULE}{ createIncident: true }\n`,
    tests: `cases: [{ name: c, given: [${row('a', 'x')}], expect: { incidents: 1 } }]`,
    targets: { local: { portal: 'defender' } },
  });
  expect(ran.problems['c']).toEqual([expect.stringContaining('expect alerts instead')]);
});

test('what a target tunes of incidents counts', () => {
  const ran = runTests({
    rule: `${RULE}{ createIncident: true }\n`,
    tests: `cases: [{ name: c, given: [${row('a', 'x')}], expect: { alerts: 1, incidents: 0 } }]`,
    targets: { local: { overrides: { createIncident: false } } },
  });
  expect(ran.problems).toEqual({});
});
