import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { readCatalog } from '../../../scripts/files/catalog';

const root = join(__dirname, '../../..');
const project = mkdtempSync(join(tmpdir(), 'catalog-'));
afterAll(() => rmSync(project, { recursive: true }));

const write = (path: string, content: string | Buffer) => {
  mkdirSync(dirname(join(project, path)), { recursive: true });
  writeFileSync(join(project, path), content);
};
const read = () => readCatalog(root, { project, detections: 'rules', schemas: ['own', 'missing'] });

test('a project without any of it has the shipped catalog', () => {
  const { catalog, diagnostics } = read();
  expect(diagnostics).toEqual([]);
  expect(catalog.tableNames().length).toBeGreaterThan(1000);
  expect(catalog.watchlistAliases()).toEqual([]);
});

test('files are found in their folders, and what cannot be read is said', () => {
  write('own/Vpn_CL.yaml', 'name: Vpn_CL\ncolumns: { User_s: string }\n');
  write('own/notes.txt', 'not a table');
  write('rules/_functions/Quiet.yml', 'name: Quiet\nquery: Heartbeat\n');
  write('rules/_watchlists/vips.yaml', 'alias: vips\nname: Important people\nitemsSearchKey: Upn\n');
  write('rules/_watchlists/vips.csv', 'Upn\nceo@contoso.example\n');
  write('rules/_watchlists/orphan.csv', 'A\n1\n');
  write('rules/_functions/Broken.yaml', Buffer.from([0xff, 0xfe, 0x41, 0x00]));
  const { catalog, functions, watchlists, diagnostics } = read();
  expect(catalog.table('Vpn_CL')?.origin).toBe('project');
  expect(functions.map(({ name, path }) => [name, path])).toEqual([['Quiet', 'rules/_functions/Quiet.yml']]);
  expect(watchlists).toMatchObject([{ alias: 'vips', items: [{ Upn: 'ceo@contoso.example' }] }]);
  expect(diagnostics.map(({ code, source }) => `${source.path} ${code}`)).toEqual([
    'rules/_functions/Broken.yaml file-unreadable',
    'rules/_watchlists/orphan.csv watchlist-items',
  ]);
});
