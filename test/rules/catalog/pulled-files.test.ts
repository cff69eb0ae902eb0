import { pulledFiles } from '../../../src/rules';
import { loadFunction } from '../../../src/rules/catalog/function-file';
import { pulledParameters } from '../../../src/rules/catalog/pulled-parameters';
import { exampleCatalog } from '../example-catalog';

const catalog = exampleCatalog();
const table = (name: string, columns: Readonly<Record<string, string>>, description = '') => ({
  name,
  description,
  columns: Object.entries(columns).map(([column, type]) => ({ name: column, type })),
});
const saved = (name: string, body: string, parameters = '') => ({ name, description: '', parameters, body });

const pulled = (...tables: readonly ReturnType<typeof table>[]) => pulledFiles({ tables, functions: [] }, catalog);
const written = (...functions: readonly ReturnType<typeof saved>[]) => pulledFiles({ tables: [], functions }, catalog);

test('a table of the workspace alone, without the columns that every table has', () => {
  const { files, left } = pulled(
    table('Doors_CL', { TimeGenerated: 'datetime', Door: 'string', N: 'int', Type: 'string' }, 'Doors: "b" and more'),
  );
  expect(left).toEqual([]);
  expect(files.map(({ path, kind }) => `${kind} ${path}`)).toEqual(['table Doors_CL.yaml']);
  expect(files[0]?.text).toContain(
    'name: Doors_CL\nlogs: "Doors: \\"b\\" and more"\ncomplete: true\ncolumns:\n  Door: string\n  N: int\n',
  );
});

test("of Microsoft's tables what the workspace added", () => {
  expect(pulled(table('SigninLogs', { UserPrincipalName: 'string' })).files).toEqual([]);
  const { files } = pulled(table('SigninLogs', { UserPrincipalName: 'string', Tier_CF: 'real' }));
  expect(files[0]?.text).toMatch(/^# .*\nname: SigninLogs\ncolumns:\n {2}Tier_CF: real\n$/);
});

test('what no file can say is left out, with the reason', () => {
  expect(pulled(table('../../etc', { A: 'string' })).left).toEqual([
    { name: '../../etc', why: 'its name is no name of KQL' },
  ]);
  expect(pulled(table('X_CL', { 'a b': 'string' })).left).toMatchObject([{ name: 'X_CL' }]);
});

test("functions of solutions and shipped ones are not the workspace's own", () => {
  expect(written(saved('_Im_Dns', 'T'), saved('ASimDns', 'T')).files).toEqual([]);
});

test.each([
  ['T\n| take 1', 'query: |\n  T\n  | take 1\n'],
  ['T\r\n\r\n| take 1\r\n', 'query: |\n  T\n\n  | take 1\n'],
  ['  T\n| take 1', 'query: |2\n    T\n  | take 1\n'],
  ['T // \u0007', 'query: "T // \\u0007"\n'],
])('the body %j', (body, text) => {
  const { files, left } = written(saved('Mine', body));
  expect(left).toEqual([]);
  expect(files[0]?.text.endsWith(text)).toBe(true);
});

test.each([
  ['', []],
  [
    'since:timespan=1h, n : long',
    [
      { name: 'since', type: 'timespan', default: '1h' },
      { name: 'n', type: 'long' },
    ],
  ],
  ['(who:string="a, \\"b\\"")', [{ name: 'who', type: 'string', default: 'a, "b"' }]],
  ["who:string='x'", [{ name: 'who', type: 'string', default: 'x' }]],
  [
    'T:(Id:long, When:datetime), d:dynamic=dynamic([1,2])',
    [
      { name: 'T', type: '(Id:long, When:datetime)' },
      { name: 'd', type: 'dynamic', default: 'dynamic([1,2])' },
    ],
  ],
])('parameters %j', (text, expected) => {
  expect(pulledParameters(text)).toEqual(expected);
});

test('a function that somebody else deployed goes nowhere until somebody says so', () => {
  const [file] = written(saved('Doors', 'Doors_CL')).files;
  expect(file?.text).not.toContain('targets');
  const { value } = loadFunction({ path: 'Doors.yaml', text: file?.fresh ?? '' });
  expect([value?.targets, value?.deployed]).toEqual([{ tags: [] }, false]);
  expect(loadFunction({ path: 'Doors.yaml', text: file?.text ?? '' }).value?.deployed).toBe(true);
});
