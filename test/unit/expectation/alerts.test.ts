import { runTests } from '../run-tests';

const RULE = `
severity: Low
tactics: [Impact, Execution]
relevantTechniques: [T1485]
eventGroupingSettings: { aggregationKind: AlertPerResult }
entityMappings:
  - { entityType: Host, fieldMappings: [{ identifier: HostName, columnName: S }, { identifier: DnsDomain, columnName: Y }] }
  - { entityType: IP, fieldMappings: [{ identifier: Address, columnName: Y }] }
customDetails: { Number: L, When: D, List: Y }
alertDetailsOverride: { alertDisplayNameFormat: 'on {{S}}', alertDescriptionFormat: 'on {{S}}', alertDynamicProperties: [{ alertProperty: ConfidenceScore, value: R }] }
`;
const A = "{ T: { S: a, L: 1, Y: x.com, D: '2026-01-09T22:00:00Z', R: 0.5 } }";
const B = '{ T: { S: b, L: 2 } }';

function problems(expected: string, ...given: readonly string[]): readonly string[] {
  const ran = runTests({
    rule: RULE,
    tests: `cases: [{ name: c, given: [${given.join(', ')}], expect: ${expected} }]`,
  });
  expect(ran.found).toEqual([]);
  return ran.problems['c'] ?? [];
}

test.each([
  ['severity: Low'],
  ['title: on a'],
  ['description: on a'],
  ['tactics: [Execution, Impact]'],
  ['techniques: [T1485]'],
  ['rows: 1'],
  ['customDetails: { Number: 1 }'],
  ['customDetails: { Number: [1] }'],
  ['customDetails: { When: -2h }'],
  ['customDetails: { List: x.com }'],
  ['properties: { ConfidenceScore: 0.5 }'],
  ['entities: [{ Host: { HostName: a } }]'],
  ['entities: [{ IP: { Address: x.com } }, { Host: {} }]'],
  ['entities: { exact: [{ Host: { HostName: a, DnsDomain: x.com } }, { IP: {} }] }'],
])('an alert has %s', (expected) => {
  expect(problems(`{ alerts: [{ ${expected} }] }`, A)).toEqual([]);
});

test.each([
  ['severity: High', 'severity: expected High, found Low'],
  ['title: on b', 'title: expected on b, found on a'],
  ['description: x', 'description: expected x, found on a'],
  ['tactics: [Impact]', 'tactics: expected ["Impact"], found ["Impact","Execution"]'],
  ['rows: 2', 'rows: expected 2, found 1'],
  ['customDetails: { Number: 2 }', 'customDetails.Number: expected 2, found ["1"]'],
  ['customDetails: { Number: }', 'customDetails.Number: expected (empty), found ["1"]'],
  ['customDetails: { Numbers: 1 }', 'customDetails.Numbers: expected 1, found (the rule has no such detail)'],
  ['properties: { ConfidenceScore: 1 }', 'properties.ConfidenceScore: expected 1, found 0.5'],
  ['entities: [{ Host: { HostName: b } }]', 'entity Host: expected HostName: b, found HostName: a, DnsDomain: x.com'],
  ['entities: [{ URL: { Url: b } }]', 'entity URL: expected Url: b, found none'],
  ['entities: [{ Host: {} }, { Host: {} }]', 'entity Host: expected one more, found HostName: a, DnsDomain: x.com'],
  ['entities: { exact: [{ Host: {} }] }', 'entities: expected no further ones, found IP Address: x.com'],
])('an alert has not %s', (expected, words) => {
  expect(problems(`{ alerts: [{ ${expected} }] }`, A)).toEqual([words]);
});

describe('several', () => {
  test.each([
    ['in any order', '{ alerts: [{ title: on b }, { title: on a }] }', []],
    ['the first that fits may be needed by another', '{ alerts: [{ severity: Low }, { title: on a }] }', []],
    ['one too many', '{ alerts: [{ title: on a }] }', ['expected 1 alert, found 2: "on a", "on b"']],
    ['one that is another', '{ alerts: [{ title: on a }, { title: on c }] }', ['title: expected on c, found on b']],
    ['their number', '{ alerts: 2 }', []],
    ['another number', '{ alerts: 1 }', ['expected 1 alert, found 2: "on a", "on b"']],
    ['any', 'fires', []],
    ['none', 'silent', ['expected no alert, found 2: "on a", "on b"']],
    ['none, as a list', '{ alerts: [] }', ['expected no alert, found 2: "on a", "on b"']],
    ['none, as a number', '{ alerts: 0 }', ['expected no alert, found 2: "on a", "on b"']],
  ])('%s', (_, expected, words) => {
    expect(problems(expected, A, B)).toEqual(words);
  });

  test('two that are expected and none there', () => {
    expect(problems('{ alerts: [{}, {}] }')).toEqual(['expected 2 alerts, found none']);
  });
});
