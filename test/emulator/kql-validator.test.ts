import { kqlValidator } from '../../src/emulator';
import { catalogOf } from '../../src/kql';
import { scheduled } from './bodies';
import { pureClient } from './pure-client';

const validate = kqlValidator(
  catalogOf({
    tables: [
      {
        name: 'Logons',
        columns: [
          { name: 'User', type: 'string' },
          { name: 'Count', type: 'long' },
        ],
      },
      { name: 'Custom_CL', columns: [{ name: 'TimeGenerated', type: 'datetime' }], open: true },
    ],
  }),
);

test.each([
  ['Logons', { kind: 'valid', columns: ['User', 'Count'] }],
  ['Logons | summarize N = count() by User', { kind: 'valid', columns: ['User', 'N'] }],
  ['Custom_CL | where Anything_s == "x"', { kind: 'valid' }],
  ['Nope | take 1', { kind: 'unknownTable', name: 'Nope' }],
  ['union Logons, Nope', { kind: 'unknownTable', name: 'Nope' }],
  ['Logons | where Usr == "x"', { kind: 'unresolvedName', name: 'Usr', operator: 'where' }],
  [
    'Logons\n| where Count > 1\n| project-reorder Usr',
    { kind: 'unresolvedName', name: 'Usr', operator: 'project-reorder' },
  ],
  ['Logons | extend X = nothing(User)', { kind: 'unresolvedName', name: 'nothing', operator: 'extend' }],
  ['let x = Nope; Logons', { kind: 'unresolvedName', name: 'Nope' }],
  ['Logons | where Count >', { kind: 'syntaxError', message: 'Missing expression', line: 1, position: 22 }],
  ['Logons\n| wehre Count > 1', { kind: 'syntaxError', message: 'Query operator expected.', line: 2, position: 2 }],
])('K1 %j', (query, answer) => {
  expect(validate(query)).toEqual(answer);
});

test('K2 K3 the service refuses what the binder refuses', () => {
  const client = pureClient({ validateQuery: validate });
  const entityMappings = [{ entityType: 'Account', fieldMappings: [{ identifier: 'Name', columnName: 'user' }] }];
  expect(client.put('a', scheduled({ query: 'Nope | take 1' })).body.error.message).toContain(
    'One of the tables does not exist',
  );
  expect(client.put('a', scheduled({ query: 'Logons', entityMappings })).body.error.message).toBe(
    "Error in EntityMappings: The given column 'user' does not exist.",
  );
  expect(client.put('a', scheduled({ query: 'Logons' })).status).toBe(201);
});
