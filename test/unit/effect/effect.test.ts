import * as fc from 'fast-check';
import { effectOf } from '../../../src/unit';
import type { CaseResult } from '../../../src/unit';

type Alert = CaseResult['alerts'][number];

const alert = (more: Partial<Alert> = {}): Alert => ({
  severity: 'Low',
  title: 'Log cleared',
  description: '',
  tactics: ['DefenseEvasion'],
  techniques: ['T1070'],
  properties: {},
  customDetails: {},
  entities: [{ type: 'Host', identifiers: { FullName: 'dc1' } }],
  rows: [{ Computer: 'dc1' }],
  time: 0,
  ...more,
});

const on = (name: string): Alert => alert({ entities: [{ type: 'Host', identifiers: { FullName: name } }] });

const kindOf = (before: readonly Alert[], after: readonly Alert[]): string =>
  effectOf({ alerts: before }, { alerts: after }).kind;

test.each([
  ['silent on both sides', [], [], 'same'],
  ['the same alert', [alert()], [alert()], 'same'],
  ['the same alert at another time', [alert()], [alert({ time: 60_000 })], 'same'],
  ['the same alerts in another order', [on('a'), on('b')], [on('b'), on('a')], 'same'],
  ['an alert no more', [alert()], [], 'lost'],
  ['an alert that was not there', [], [alert()], 'gained'],
  ['one alert fewer', [on('a'), on('b')], [on('a')], 'changed'],
  ['another severity', [alert()], [alert({ severity: 'High' })], 'changed'],
])('%s', (_, before, after, kind) => {
  expect(kindOf(before, after)).toBe(kind);
});

test('what differs is told field by field, of the alert that is nearest', () => {
  const before = [on('a'), on('b')];
  const after = [
    { ...on('b'), severity: 'High' },
    { ...on('a'), customDetails: { Files: ['x'] }, rows: [{}, {}] },
  ];
  expect(effectOf({ alerts: before }, { alerts: after }).lines).toEqual([
    'results: 1 -> 2',
    'custom detail Files: + x',
    'severity: Low -> High',
  ]);
});

test('an alert without a counterpart is told as a whole', () => {
  expect(effectOf({ alerts: [on('a'), on('b')] }, { alerts: [on('a')] }).lines).toEqual(['- Low Log cleared (Host b)']);
  expect(effectOf({ alerts: [on('a')] }, { alerts: [on('a'), on('b')] }).lines).toEqual(['+ Low Log cleared (Host b)']);
});

test('a rule that could not be run says nothing about alerts', () => {
  const failed = { alerts: [], failure: 'no table X' };
  expect(effectOf({ alerts: [alert()] }, failed)).toEqual({
    kind: 'broken',
    before: 1,
    after: undefined,
    lines: ['no table X'],
  });
  expect(effectOf(failed, { alerts: [] }).kind).toBe('mended');
  expect(effectOf(failed, failed).kind).toBe('same');
});

const alerts = fc.array(
  fc.record({ name: fc.constantFrom('a', 'b', 'c'), severity: fc.constantFrom('Low', 'High') }).map((each) => ({
    ...on(each.name),
    severity: each.severity,
  })),
  { maxLength: 5 },
);

test('a result is the same exactly if the same alerts are there as often', () => {
  const bag = (list: readonly Alert[]): readonly string[] => list.map((each) => JSON.stringify(each)).toSorted();
  fc.assert(
    fc.property(alerts, alerts, (before, after) => {
      expect(kindOf(before, after) === 'same').toBe(JSON.stringify(bag(before)) === JSON.stringify(bag(after)));
    }),
  );
});

test('no difference is without words', () => {
  fc.assert(
    fc.property(alerts, alerts, (before, after) => {
      const { kind, lines } = effectOf({ alerts: before }, { alerts: after });
      expect(lines.length > 0).toBe(kind === 'changed' || kind === 'gained');
    }),
  );
});
