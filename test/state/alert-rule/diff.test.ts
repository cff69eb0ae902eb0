import fc from 'fast-check';
import { canonicalAlertRule } from '../../../src/state/alert-rule/canonical';
import { diffAlertRule } from '../../../src/state/alert-rule/diff';
import { sameJson } from '../../../src/json';
import type { JsonObject } from '../../../src/json';
import { changeWords } from '../../../src/state/render/plan-words';
import { arbitraryRule } from '../arbitrary-rule';
import { sample, sampleWith } from '../sample-rule';

function diff(before: JsonObject, after: JsonObject) {
  return diffAlertRule(canonicalAlertRule(before), canonicalAlertRule(after));
}

function words(before: JsonObject, after: JsonObject): readonly string[] {
  return diff(before, after).map((change) => `${change.field}: ${changeWords(change)} [${change.impact}]`);
}

const incidents = (createIncident: boolean) => ({ incidentConfiguration: { createIncident } });
const every = (queryFrequency: string) => ({ queryFrequency });
const over = (queryPeriod: string) => ({ queryPeriod });
const fires = (triggerOperator: string, triggerThreshold: number) => ({ triggerOperator, triggerThreshold });
const silent = (suppressionDuration: string) => ({ suppressionEnabled: true, suppressionDuration });

describe('one change, in words and judged', () => {
  test.each<[Record<string, unknown>, Record<string, unknown>, string]>([
    [{}, { enabled: false }, 'enabled: true -> false [weakens]'],
    [{ enabled: false }, {}, 'enabled: false -> true [strengthens]'],
    [{ severity: 'High' }, { severity: 'Medium' }, 'severity: High -> Medium [weakens]'],
    [{ severity: 'Low' }, { severity: 'Medium' }, 'severity: Low -> Medium [strengthens]'],
    [{}, { severity: 'Extreme' }, 'severity: Medium -> Extreme [changes]'],
    [incidents(true), incidents(false), 'incident creation: true -> false [weakens]'],
    [incidents(false), {}, 'incident creation: false -> true [strengthens]'],
    [every('PT1H'), every('PT4H'), 'frequency: 1h -> 4h [weakens]'],
    [every('PT90M'), every('PT5M'), 'frequency: 1h30m -> 5m [strengthens]'],
    [over('P14D'), over('P1D'), 'period: 14d -> 1d [weakens]'],
    [over('P1D'), over('P14D'), 'period: 1d -> 14d [strengthens]'],
    [
      fires('GreaterThan', 0),
      fires('GreaterThan', 5),
      'threshold: more than 0 results -> more than 5 results [weakens]',
    ],
    [
      fires('GreaterThan', 5),
      fires('GreaterThan', 0),
      'threshold: more than 5 results -> more than 0 results [strengthens]',
    ],
    [
      fires('LessThan', 5),
      fires('LessThan', 9),
      'threshold: fewer than 5 results -> fewer than 9 results [strengthens]',
    ],
    [fires('LessThan', 5), fires('LessThan', 1), 'threshold: fewer than 5 results -> fewer than 1 results [weakens]'],
    [fires('Equal', 3), fires('Equal', 5), 'threshold: exactly 3 results -> exactly 5 results [weakens]'],
    [
      fires('GreaterThan', 0),
      fires('NotEqual', 0),
      'trigger: more than 0 results -> any number but 0 results [changes]',
    ],
    [fires('Equal', 1), fires('GreaterThan', 0), 'trigger: exactly 1 results -> more than 0 results [strengthens]'],
    [{}, silent('PT5H'), 'suppression: off -> 5h [weakens]'],
    [silent('PT5H'), {}, 'suppression: 5h -> off [strengthens]'],
    [silent('PT5H'), silent('PT6H'), 'suppression: 5h -> 6h [weakens]'],
    [silent('PT5H'), silent('PT1H'), 'suppression: 5h -> 1h [strengthens]'],
    [{}, { displayName: 'Other' }, 'name: Rare remote tool -> Other [changes]'],
    [{}, { techniques: ['T1105'] }, 'techniques: + T1105; - T1219 [changes]'],
    [{}, { customDetails: null }, 'custom details: - Runs = Count [changes]'],
    [
      {},
      { eventGroupingSettings: { aggregationKind: 'AlertPerResult' } },
      'event grouping: one alert for all results -> one alert for each result [strengthens]',
    ],
    [
      { eventGroupingSettings: { aggregationKind: 'AlertPerResult' } },
      {},
      'event grouping: one alert for each result -> one alert for all results [weakens]',
    ],
    [{}, { query: ' ' }, 'query: +0 -3 [weakens]'],
    [
      {},
      { alertDetailsOverride: { alertSeverityColumnName: 'Level' } },
      'alert severity column: (not set) -> Level [weakens]',
    ],
    [
      {},
      { entityMappings: [{ entityType: 'IP', fieldMappings: [{ identifier: 'Address', columnName: 'Ip' }] }] },
      'entity mappings: + IP (Address = Ip); - Host (HostName = DeviceName) [weakens]',
    ],
    [
      {},
      { alertDetailsOverride: { alertDynamicProperties: [{ alertProperty: 'AlertLink', value: 'Link' }] } },
      'alert properties: + AlertLink = Link [changes]',
    ],
    [{}, { alertRuleTemplateName: 't' }, 'template: (not set) -> t [changes]'],
    [{}, { ofTheFuture: { a: 1 } }, 'ofTheFuture: (not set) -> {"a":1} [changes]'],
    [
      {},
      { alertDetailsOverride: { ofTheFuture: 1 } },
      'alertDetailsOverride: (not set) -> {"ofTheFuture":1} [changes]',
    ],
    [{}, { description: 'Another.' }, 'description: +1 -1 [changes]'],
  ])('%j -> %j', (before, after, expected) => {
    expect(words(sampleWith(before), sampleWith(after))).toEqual([expected]);
  });

  test('members that only moved', () => {
    const map = (column: string) => ({
      entityType: 'IP',
      fieldMappings: [{ identifier: 'Address', columnName: column }],
    });
    const [before, after] = [
      [map('A'), map('B')],
      [map('B'), map('A')],
    ].map((entityMappings) => sampleWith({ entityMappings }));
    expect(words(before!, after!)).toEqual([
      'entity mappings: IP (Address = A), IP (Address = B) -> IP (Address = B), IP (Address = A) [changes]',
    ]);
  });

  test('the filters of a rule that makes incidents of other products', () => {
    const rule = (properties: JsonObject): JsonObject => ({ kind: 'MicrosoftSecurityIncidentCreation', properties });
    expect(words(rule({ severitiesFilter: ['High', 'Low'] }), rule({ severitiesFilter: ['High'] }))).toEqual([
      'severities: - Low [weakens]',
    ]);
    expect(words(rule({}), rule({ displayNamesExcludeFilter: ['x'] }))).toEqual([
      'excluded alert names: + x [weakens]',
    ]);
  });

  test('the kind', () => {
    expect(words(sample, { ...sample, kind: 'NRT' })).toEqual(['kind: Scheduled -> NRT [changes]']);
  });
});

describe('exclusions in the query', () => {
  const excluded = (name: string, predicate = 'a == 1') => `| where not(coalesce(${predicate}, false)) // ${name}`;
  const query = (...lines: string[]) => sampleWith({ query: ['T', ...lines, '| take 1'].join('\n') });

  test.each<[string, JsonObject, JsonObject, string, string[]]>([
    ['added', query(), query(excluded('scan')), 'weakens', ['exclusion added: scan']],
    ['removed', query(excluded('scan')), query(), 'strengthens', ['exclusion removed: scan']],
    [
      'changed',
      query(excluded('scan', 'a == 1')),
      query(excluded('scan', 'true')),
      'weakens',
      ['exclusion changed: scan'],
    ],
    ['removed and more', query(excluded('scan'), '| where b'), query(), 'changes', ['exclusion removed: scan']],
    [
      'swapped',
      query(excluded('scan')),
      query(excluded('other')),
      'weakens',
      ['exclusion added: other', 'exclusion removed: scan'],
    ],
    ['none', query('| where b'), query('| where not(c) // looks so'), 'changes', []],
  ])('%s', (_name, before, after, impact, notes) => {
    expect(diff(before, after)).toMatchObject([{ kind: 'text', field: 'query', impact, notes }]);
  });

  test('the line itself says so', () => {
    const [change] = diff(query(), query(excluded('scan')));
    expect(change).toMatchObject({
      added: 1,
      removed: 0,
      lines: [
        { sign: ' ', text: 'T' },
        { sign: '+', text: excluded('scan'), note: 'exclusion added' },
        { sign: ' ', text: '| take 1' },
      ],
    });
  });
});

describe('a rule that the service switched off', () => {
  const off = (reason: string) => ({
    enabled: false,
    displayName: 'AUTO DISABLED Rare remote tool',
    description: `${reason}A remote tool that few devices run.`,
  });

  test('is one change with the reason', () => {
    expect(words(sampleWith(off('The table was not found.\n')), sample)).toEqual([
      'disabled by the service: AUTO DISABLED: The table was not found. -> enabled again [strengthens]',
    ]);
  });

  test('shows what else differs', () => {
    expect(words(sampleWith({ ...off(''), severity: 'High' }), sample)).toEqual([
      'disabled by the service: AUTO DISABLED -> enabled again [strengthens]',
      'severity: High -> Medium [weakens]',
    ]);
  });

  test('and that the repository wants disabled stays so', () => {
    expect(words(sampleWith(off('')), sampleWith({ enabled: false }))).toEqual([
      'disabled by the service: AUTO DISABLED -> disabled by the repository [changes]',
    ]);
  });
});

describe('a property that only the live side has and nobody here knows', () => {
  test('is no difference by itself', () => {
    expect(diff(sampleWith({ ofTheFuture: 1 }), sample)).toEqual([]);
  });

  test('is named when a write would drop it', () => {
    expect(words(sampleWith({ ofTheFuture: 1, severity: 'High' }), sample)).toEqual([
      'severity: High -> Medium [weakens]',
      'ofTheFuture: 1 -> (not set) [changes]',
    ]);
  });
});

test('diff(a, a) is empty', () => {
  fc.assert(
    fc.property(arbitraryRule, (rule) => {
      expect(diff(rule, JSON.parse(JSON.stringify(rule)) as JsonObject)).toEqual([]);
    }),
  );
});

test('no difference goes unseen', () => {
  fc.assert(
    fc.property(arbitraryRule, arbitraryRule, (a, b) => {
      const known = canonicalAlertRule(a);
      const { ofTheFuture: _unknown, ...properties } = known['properties'] as JsonObject;
      const before = { ...known, properties };
      const after = canonicalAlertRule(b);
      expect(diffAlertRule(before, after).length === 0).toBe(sameJson(before, after));
    }),
  );
});
