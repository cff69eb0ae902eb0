import { readLog } from '../../src/audit';

const RULE = '8e1d3f6a-72b4-4c19-a5c8-3d9e0b7a2c02';
const PATH = `/subscriptions/s/resourceGroups/g/providers/Microsoft.OperationalInsights/workspaces/w/providers/Microsoft.SecurityInsights/alertRules/${RULE}`;
const audit = (more: object = {}): object => ({
  TimeGenerated: '2026-02-11T22:15:03.1234567Z',
  OperationName: 'Microsoft.SecurityInsights/alertRules/Write',
  Description: 'Create or update analytics rule',
  Status: 'Success',
  SentinelResourceType: 'Analytic Rule',
  CorrelationId: 'c-1',
  ExtendedProperties: { CallerName: 'kim@contoso.example', ResourceId: PATH, ResourceDiffMemberNames: "['enabled']" },
  ...more,
});
const activity = (status: string, more: object = {}): object => ({
  TimeGenerated: '2026-02-11T22:15:03Z',
  OperationNameValue: 'MICROSOFT.SECURITYINSIGHTS/ALERTRULES/WRITE',
  ActivityStatusValue: status,
  Caller: 'kim@contoso.example',
  CorrelationId: 'c-1',
  Properties: JSON.stringify({ entity: PATH.toUpperCase() }),
  ...more,
});
const csv = (time: string): string =>
  `"TimeGenerated [UTC]",OperationName,Status,CorrelationId,ExtendedProperties\n"${time}",Microsoft.SecurityInsights/alertRules/Write,Success,c-1,"${JSON.stringify({ CallerName: 'kim@contoso.example', ResourceId: PATH }).replaceAll('"', '""')}"\n`;

const one = {
  at: '2026-02-11T22:15:03.123Z',
  operation: 'write',
  caller: 'kim@contoso.example',
  correlationId: 'c-1',
  succeeded: true,
};

test.each<[string, string, object]>([
  ['a JSON array', JSON.stringify([audit()]), one],
  ['NDJSON', `${JSON.stringify(audit())}\n${JSON.stringify({ OperationName: 'Other' })}\n`, one],
  [
    'extended properties as text',
    JSON.stringify([
      audit({
        ExtendedProperties: JSON.stringify({
          CallerName: 'kim@contoso.example',
          Uri: `https://x${PATH}?api-version=1`,
        }),
      }),
    ]),
    one,
  ],
  [
    'an answer of the query API',
    JSON.stringify({
      tables: [{ columns: Object.keys(audit()).map((name) => ({ name })), rows: [Object.values(audit())] }],
    }),
    one,
  ],
  ['CSV of the portal', csv('2/11/2026, 10:15:03.123 PM'), one],
  ['CSV with ISO times', csv('2026-02-11T22:15:03.123'), one],
  ['CSV with a byte order mark', `\ufeff${csv('2026-02-11T22:15:03.123Z')}`, one],
  [
    'the Activity Log',
    JSON.stringify([activity('Start'), activity('Success')]),
    { ...one, at: '2026-02-11T22:15:03.000Z', source: 'AzureActivity' },
  ],
  [
    'a deletion',
    JSON.stringify([audit({ OperationName: 'Microsoft.SecurityInsights/alertRules/Delete' })]),
    { ...one, operation: 'delete' },
  ],
  ['a refused write', JSON.stringify([audit({ Status: 'Failure' })]), { ...one, succeeded: false }],
  ['a write that only started', JSON.stringify([activity('Start')]), { succeeded: false }],
])('%s', (_, text, expected) => {
  const log = readLog(text);
  expect(log).toMatchObject({ writes: [expected], problems: [] });
  const rules = 'writes' in log ? log.writes.map(({ rule }) => rule.toLowerCase()) : [];
  expect(rules).toEqual([RULE]);
});

test('a write that names no rule is a problem, not silence', () => {
  expect(readLog(JSON.stringify([audit({ ExtendedProperties: {} }), audit({ TimeGenerated: 'then' })]))).toMatchObject({
    writes: [],
    problems: [expect.stringContaining('row 1: it names no rule'), expect.stringContaining('row 2: its TimeGenerated')],
  });
});

test.each([
  ['{ "not": "a log" }', 'no row has OperationName'],
  ['[1, 2', 'it is no JSON array'],
  ['word', 'it is no JSON array'],
  ['a,b\n1,2\n', 'no row has OperationName'],
])('%s is no log', (text, words) => {
  expect(readLog(text)).toEqual({ problem: expect.stringContaining(words) as string });
});
