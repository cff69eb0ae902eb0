import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectQueries } from '../../../scripts/targets/project-queries';

jest.mock('../../../scripts/package-root', () => ({ PACKAGE_ROOT: join(__dirname, '..', '..', '..') }));

const root = mkdtempSync(join(tmpdir(), 'project-queries-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
mkdirSync(join(root, 'schemas'));
writeFileSync(
  join(root, 'schemas', 'Doors_CL.yaml'),
  'name: Doors_CL\ncomplete: true\ncolumns: "TimeGenerated:datetime Door"\n',
);
writeFileSync(join(root, 'schemas', 'Some_CL.yaml'), 'name: Some_CL\ncolumns: "TimeGenerated:datetime Known"\n');

const validate = projectQueries(root, { detections: 'detections', schemas: ['schemas'] });

test.each([
  ['SigninLogs | project UserPrincipalName', { kind: 'valid', columns: ['UserPrincipalName'] }],
  ['Doors_CL | project Door', { kind: 'valid', columns: ['Door'] }],
  ['Doors_CL | where Badge == 1', { kind: 'unresolvedName', name: 'Badge', operator: 'where' }],
  ['Windows_CL', { kind: 'unknownTable', name: 'Windows_CL' }],
  ['SigninLogs | wher UserPrincipalName == ""', { kind: 'syntaxError' }],
  // not all columns of this one are known: what may be there is not refused
  ['Some_CL | where Other == 1', { kind: 'valid' }],
])('%s', (query, expected) => {
  expect(validate(query)).toMatchObject(expected);
});
