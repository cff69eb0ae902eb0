import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import entities from '../../../schemas/entities.json';
import { readCatalog } from '../../../scripts/files/catalog';
import { KQL_TYPES } from '../../../src/kql/values/type';
import { STANDARD_COLUMNS } from '../../../src/rules';
import { openPack } from '../../../src/rules/catalog/pack';
import { describedTable, loadTable, packedTable, tableFindings } from '../../../src/rules/catalog/table-file';
import { problemsOf } from '../../../src/schema';

const root = join(__dirname, '../../..');
const { catalog } = readCatalog(root, { project: root, detections: 'nowhere', schemas: [] });
const collected = readFileSync(join(root, 'schemas/tables/collected.jsonl'), 'utf8');
const reviewed = readdirSync(join(root, 'schemas/tables/reviewed'));
const lines = collected.split('\n').filter((line) => line !== '');

test('every line of the pack is a table by the contract, sorted, and the head counts them', () => {
  const tables = lines.slice(1).map((line) => JSON.parse(line) as { name: string });
  for (const table of tables) expect([table.name, problemsOf('table', table)]).toEqual([table.name, []]);
  const names = tables.map(({ name }) => name);
  expect(names).toEqual([...new Set(names)].sort());
  expect(JSON.parse(lines[0]!)).toMatchObject({ date: expect.stringMatching(/^\d{4}-/), entries: names.length });
});

test('every table has columns of legal types, each once, and the standard ones if a workspace has it', () => {
  const types = new Set<string>(KQL_TYPES);
  for (const name of catalog.tableNames()) {
    const table = catalog.table(name)!;
    const columns = table.columns.map((column) => column.name);
    expect([name, new Set(columns).size]).toEqual([name, columns.length]);
    expect([name, table.columns.filter(({ type }) => !types.has(type))]).toEqual([name, []]);
    const missing = STANDARD_COLUMNS.filter((column) => !columns.includes(column.name)).length;
    expect([name, missing === 0 || table.origin === 'advanced-hunting']).toEqual([name, true]);
  }
});

describe.each(reviewed)('reviewed/%s', (file) => {
  const source = { path: file, text: readFileSync(join(root, 'schemas/tables/reviewed', file), 'utf8') };
  const { file: loaded, diagnostics } = loadTable(source);
  const packed = openPack(collected).get(file.replace(/\.yaml$/, ''))!;

  test('is sound and named like a collected table', () => {
    expect(diagnostics).toEqual([]);
    expect(packed.name).toBe(loaded?.name);
    expect(source.text.startsWith('# yaml-language-server: $schema=../../table.schema.json\n')).toBe(true);
  });

  test('has every collected column, says what it logs, and names only columns that exist', () => {
    const table = describedTable(loaded!, packedTable(packed));
    const columns = table.columns.map(({ name }) => name);
    expect(columns).toEqual(expect.arrayContaining(packedTable(packed).columns.map(({ name }) => name)));
    expect(table.logs).toMatch(/\.$/);
    expect(tableFindings(loaded!, table)).toEqual([]);
    const types: Readonly<Record<string, { readonly identifiers: readonly string[] }>> = entities.types;
    for (const { entityType, identifiers } of table.entities) {
      expect(types[entityType]?.identifiers).toEqual(expect.arrayContaining(Object.keys(identifiers)));
    }
    expect(table.complete ? source.text : 'verified:').toContain('verified:');
  });
});

test.each([
  ['DeviceProcessEvents', 'ProcessCommandLine', 'string'],
  ['SigninLogs', 'DeviceDetail', 'dynamic'],
  ['SecurityEvent', 'EventID', 'int'],
  ['SigninLogs', '_IsBillable', 'bool'],
])('%s.%s is %s', (table, column, type) => {
  expect(catalog.table(table)?.columns.find(({ name }) => name === column)?.type).toBe(type);
});

test.each([
  ['UrlClickEvents', { Timestamp: 'TimeGenerated' }],
  ['DeviceEvents', { Timestamp: 'TimeGenerated' }],
  ['GCPAuditLogs', {}],
])('the mirrors of %s', (table, mirrors) => {
  expect(catalog.table(table)?.mirrors).toEqual(mirrors);
});

test('a mirror and what it repeats are columns of one type', () => {
  for (const name of catalog.tableNames()) {
    const { columns, mirrors } = catalog.table(name)!;
    const typeOf = (column: string) => columns.find((each) => each.name === column)?.type ?? `no ${name}.${column}`;
    for (const [column, of] of Object.entries(mirrors)) expect(typeOf(column)).toBe(typeOf(of));
  }
});

test.each([
  ['SiginLogs', 'SigninLogs'],
  ['deviceprocessevents', 'DeviceProcessEvents'],
  ['DeviceProcesEvent', 'DeviceProcessEvents'],
  ['_Im_DNS', '_Im_Dns'],
  ['GetWatchlistAlias', '_GetWatchlistAlias'],
  ['Zzzzzzzzzzzzzzzzzzzz', undefined],
])('%s is nearest to %s', (name, nearest) => {
  expect(catalog.nearest(name)).toBe(nearest);
});

test('an unknown name is no table, a parser is a function and no table', () => {
  expect(catalog.table('DeviceProcesEvents')).toBeUndefined();
  expect(catalog.table('CiscoDuo')).toBeUndefined();
  expect(catalog.function('CiscoDuo')).toMatchObject({ origin: 'solution', complete: false });
});
