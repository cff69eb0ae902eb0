import type { Diagnostic } from '../../../src/diagnostics';
import { positionAt } from '../../../src/diagnostics';
import { buildCatalog } from '../../../src/rules';
import type { ProjectSchemas } from '../../../src/rules';

const shipped = {
  tables:
    '{"source":"test"}\n{"name":"Sample","columns":"User Count:long"}\n{"name":"Hunt","origin":"advanced-hunting","columns":"Timestamp:datetime"}\n',
  parsers: '{"name":"VendorParser","columns":"User"}\n',
  builtins: '{"families":[{"rows":"Sample","columns":"Extra:int","functions":[{"names":["_Built"],"parameters":""}]}]}',
  reviewed: (name: string) =>
    name === 'Sample'
      ? {
          path: 'Sample.yaml',
          text: 'name: Sample\nplan: Basic\nmirrors: { Seen: TimeGenerated }\ncolumns: Seen:datetime\n',
        }
      : undefined,
};
const build = (project: Partial<ProjectSchemas>) =>
  buildCatalog(shipped, { tables: [], functions: [], watchlists: [], ...project });
const shown = (found: readonly Diagnostic[]) =>
  found.map(({ code, severity, message, source, span }) => {
    const { line, column } = positionAt(source, span.start);
    return `${source.path}:${line}:${column} ${severity} ${code}: ${message}`;
  });

describe('tables', () => {
  test('a reviewed file lies over the pack, a project file over both', () => {
    const { catalog, diagnostics } = build({
      tables: [
        { path: 's/Sample.yaml', text: 'name: Sample\ncomplete: true\ncolumns: { Own_s: string, Count: int }\n' },
      ],
    });
    expect(diagnostics).toEqual([]);
    expect(catalog.table('Sample')).toMatchObject({
      origin: 'workspace',
      plan: 'Basic',
      complete: true,
      mirrors: { Seen: 'TimeGenerated' },
    });
    const types = new Map(catalog.table('Sample')?.columns.map(({ name, type }) => [name, type]));
    expect([types.get('Own_s'), types.get('Count'), types.get('User'), types.get('Seen')]).toEqual([
      'string',
      'int',
      'string',
      'datetime',
    ]);
    expect(types.get('TimeGenerated')).toBe('datetime');
  });

  test('a table of the project alone has the standard columns, unless it says no', () => {
    const { catalog } = build({
      tables: [
        { path: 's/a.yaml', text: 'name: Own_CL\ncolumns: { A: string }\n' },
        { path: 's/b.yaml', text: 'name: Bare\nstandardColumns: false\ncolumns: A B:int\n' },
      ],
    });
    expect(catalog.table('Own_CL')?.columns.map(({ name }) => name)).toContain('_ResourceId');
    expect(catalog.table('Bare')).toMatchObject({
      origin: 'project',
      columns: [{ name: 'A' }, { name: 'B', type: 'int' }],
    });
    expect(catalog.tableNames()).toEqual(['Sample', 'Hunt', 'Own_CL', 'Bare']);
    expect(catalog.table('Hunt')?.columns).toEqual([{ name: 'Timestamp', type: 'datetime' }]);
  });

  test.each([
    ['name: T\ncolumns: { A: text }\n', ['s/t.yaml:2:15 error unknown-value: `A` is the text "text"']],
    [
      'name: T\ncolumns: { A: string }\nmirrors: { B: C }\n',
      [
        's/t.yaml:3:12 error table-column: table T has no column B',
        's/t.yaml:3:15 error table-column: table T has no column C',
      ],
    ],
    [
      'name: T\nentities:\n  - { entityType: Host, identifiers: { FullName: Nope } }\n',
      ['s/t.yaml:3:50 error table-column: table T has no column Nope'],
    ],
    ['name: T\nkolumns: A\n', ['s/t.yaml:2:1 error unknown-key: unknown key "kolumns"']],
  ])('%j', (text, expected) => {
    expect(shown(build({ tables: [{ path: 's/t.yaml', text }] }).diagnostics)).toEqual(expected);
  });
});

describe('functions', () => {
  const text = [
    'name: Quiet',
    'description: Devices that were quiet.',
    'parameters:',
    '  - { name: rows, type: "(DeviceId: string)" }',
    '  - { name: since, type: timespan, default: 7d }',
    '  - { name: name, type: string, default: a"b }',
    '  - { name: most, type: long, default: 5 }',
    'query: |',
    '  rows | take most',
    'columns: { DeviceId: string }',
    '',
  ].join('\n');

  test('a saved function is what KQL needs', () => {
    const { catalog, functions, diagnostics } = build({ functions: [{ path: 'f/Quiet.yaml', text }] });
    expect(diagnostics).toEqual([]);
    expect(catalog.function('Quiet')).toMatchObject({
      parameters: '(rows: (DeviceId: string), since: timespan = 7d, name: string = "a\\"b", most: long = 5)',
      body: 'rows | take most\n',
      columns: [{ name: 'DeviceId', type: 'string' }],
      origin: 'project',
      complete: true,
    });
    expect(functions[0]?.query?.toHost(0)).toBe(text.indexOf('rows | take'));
    expect(catalog.functionNames()).toEqual(['Quiet', '_Built', 'VendorParser']);
    expect(catalog.function('_Built')?.columns?.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['User', 'Seen', 'Extra']),
    );
  });

  test.each([
    [
      'name: Other\nquery: T\n',
      ['f/Quiet.yaml:1:7 error catalog-file-name: the function is named Other, its file Quiet.yaml'],
    ],
    ['name: Quiet\n', ['f/Quiet.yaml:1:1 error missing-key: missing key `query`']],
    [
      'name: Quiet\nquery: T\nparameters:\n  - { name: a, type: int, default: 1 }\n  - { name: b, type: int }\n  - { name: a, type: int, default: 2 }\n',
      [
        'f/Quiet.yaml:5:13 error function-parameters: parameter b has no default but stands behind a, which has one',
        'f/Quiet.yaml:6:13 error function-parameters: parameter a is there twice',
      ],
    ],
  ])('%j', (bad, expected) => {
    expect(shown(build({ functions: [{ path: 'f/Quiet.yaml', text: bad }] }).diagnostics)).toEqual(expected);
  });

  test('of two with one name the first counts', () => {
    const other = { path: 'g/Quiet.yaml', text: 'name: Quiet\nquery: T\n' };
    const { catalog, diagnostics } = build({ functions: [{ path: 'f/Quiet.yaml', text }, other] });
    expect(catalog.function('Quiet')?.body).toContain('take most');
    expect(shown(diagnostics)).toEqual([
      'g/Quiet.yaml:1:1 error catalog-duplicate: Quiet is defined before, in f/Quiet.yaml',
    ]);
  });
});
