import { resourceTypes } from '../../../src/state';
import type { JsonObject } from '../../../src/state';

const row = resourceTypes.function;

const saved = (properties: JsonObject = {}): JsonObject => ({
  properties: {
    category: 'Detections',
    displayName: 'Recent',
    query: 'SigninLogs\n| where TimeGenerated > ago(since)',
    functionAlias: 'Recent',
    functionParameters: 'since:timespan = 1d',
    version: 2,
    ...properties,
  },
});
const diff = (before: JsonObject, after: JsonObject) => row.diff(row.canonical(before), row.canonical(after));

test.each([
  [{ version: 1 }],
  [{ query: 'SigninLogs  \r\n| where TimeGenerated > ago(since)\r\n' }],
  [{ tags: [{ name: 'a', value: 'b' }] }],
])('%j is no difference', (properties) => {
  expect(diff(saved(), saved(properties))).toEqual([]);
  expect(diff(saved(properties), saved())).toEqual([]);
});

test.each([
  [{ functionParameters: 'since:timespan = 2d' }, 'parameters'],
  [{ functionParameters: '' }, 'parameters'],
  [{ functionAlias: 'recent' }, 'function name'],
  [{ displayName: 'x' }, 'name'],
  [{ category: 'x' }, 'category'],
])('%j is a change of the %s', (properties, field) => {
  expect(diff(saved(), saved(properties)).map((change) => change.field)).toEqual([field]);
});

test('a query is told line by line', () => {
  const [change] = diff(saved(), saved({ query: 'SigninLogs\n| where TimeGenerated > ago(since)\n| take 5' }));
  expect(change).toMatchObject({ kind: 'text', field: 'query', added: 1, removed: 0 });
});

test('people call it by the name that queries use', () => {
  expect(row.title(saved({ displayName: 'x' }))).toBe('Recent');
  expect(row.title({ properties: {} })).toBeUndefined();
});
