import type { QueryAnswer } from '../../src/emulator';
import { fullScheduled, scheduled } from './bodies';
import { pureClient } from './pure-client';

const COLUMNS = [
  'HostName',
  'DnsDomain',
  'HashKind',
  'SHA1',
  'Entities',
  'Signer',
  'Tactics',
  'Severity',
  'Link',
  'SubTechniques',
];

const ask = (answer: QueryAnswer, body: unknown = fullScheduled()) =>
  pureClient({ validateQuery: () => answer }).put('rule', body);

test('K1 without a validator every query passes', () => {
  expect(pureClient().put('rule', scheduled({ query: 'not | a query' })).status).toBe(201);
});

test.each([
  [{ kind: 'unknownTable', name: 'Nope' }, 'Failed to run the analytics rule query. One of the tables does not exist.'],
  [
    { kind: 'unresolvedName', name: 'IdentityInfo', operator: 'where' },
    "'where' operator: Failed to resolve table or column expression named 'IdentityInfo'",
  ],
  [{ kind: 'unresolvedName', name: 'Nope' }, "Failed to resolve table or column expression named 'Nope'"],
  [
    { kind: 'semanticError', message: 'Column name expected.' },
    'Request is invalid and cannot be processed: Semantic error: Column name expected.',
  ],
  [
    { kind: 'syntaxError', message: 'SYN0001: I could not parse that, sorry.', line: 0, position: 0 },
    'Request is invalid and cannot be processed: Syntax error: SYN0001: I could not parse that, sorry. [line:position=0:0].',
  ],
] as const)('K2 %j', (answer, message) => {
  expect(ask(answer)).toMatchObject({ status: 400, body: { error: { code: 'BadRequest', message } } });
});

test.each([
  ['SHA1', 'Error in EntityMappings: The given column'],
  ['Entities', 'Error in SentinelEntitiesMappings: The given column'],
  ['Tactics', 'Error in AlertDetailsOverride: The given column'],
  ['Severity', 'Error in AlertDetailsOverride: The given column'],
  ['Link', 'Error in AlertDetailsOverride: The given column'],
  ['Signer', 'Error in AlertDetailsOverride: The given column'],
])('K3 a result without %s is refused', (lacking, message) => {
  const columns = COLUMNS.filter((column) => column !== lacking);
  expect(ask({ kind: 'valid', columns }).body.error.message).toBe(`${message} '${lacking}' does not exist.`);
});

test('K3 the case of a column matters; unknown columns are not judged', () => {
  expect(ask({ kind: 'valid', columns: COLUMNS }).status).toBe(201);
  expect(ask({ kind: 'valid', columns: COLUMNS.map((column) => column.toLowerCase()) }).status).toBe(400);
  expect(ask({ kind: 'valid' }).status).toBe(201);
  const details = scheduled({ customDetails: { Key: 'Absent' } });
  expect(ask({ kind: 'valid', columns: COLUMNS }, details).body.error.message).toBe(
    "Error in CustomDetails: The given column 'Absent' does not exist.",
  );
});

test('K4 the query of a disabled rule is validated only when asked for', () => {
  const validateQuery = (): QueryAnswer => ({ kind: 'unknownTable', name: 'Nope' });
  const disabled = scheduled({ enabled: false });
  expect(pureClient({ validateQuery }).put('rule', disabled).status).toBe(201);
  const strict = pureClient({ validateQuery, settings: { validateDisabledRules: 'yes' } });
  expect(strict.put('rule', disabled).status).toBe(400);
});
