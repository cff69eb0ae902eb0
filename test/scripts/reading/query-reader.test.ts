import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { projectCatalog, shippedSchemas } from '../../../scripts/files/catalog';
import { loadProject } from '../../../scripts/files/load-project';
import { openQueryReader } from '../../../scripts/reading/query-reader';
import type { QueryReader } from '../../../scripts/reading/query-reader';
import { buildCatalog, compileRule, readQuery } from '../../../src/rules';
import type { Knowledge, QueryReading } from '../../../src/rules';

// the digest of the program reads what `npm run build` has made
jest.mock('../../../scripts/package-root', () => ({ PACKAGE_ROOT: join(__dirname, '..', '..', '..') }));

const ROOT = join(__dirname, '..', '..', '..');
const kept = mkdtempSync(join(tmpdir(), 'query-reader-'));
afterAll(() => rmSync(kept, { recursive: true, force: true }));

const readerOf = (catalog: Knowledge, root = ROOT): QueryReader =>
  openQueryReader({ folders: { project: root, detections: 'detections', schemas: [] }, catalog, kept });

/** As it comes back from a file. */
const asKept = (reading: QueryReading): unknown => JSON.parse(JSON.stringify(reading));

describe('the project’s own rules', () => {
  const config = { detections: 'detections', schemas: [] };
  const { catalog } = projectCatalog(ROOT, config);
  const project = loadProject({ root: ROOT, paths: ['detections'], now: new Date('2026-11-24T00:00:00Z') });
  const queries = project.rules.map(({ rule }) => compileRule(rule, {}).query.text);
  // one word each is changed: names that are nothing, other tables, broken queries
  const mutated = queries.map((query, index) => {
    const words = [...query.matchAll(/\w+/g)];
    const word = words[(index * 7) % words.length];
    return word === undefined ? query : `${query.slice(0, word.index)}x_${query.slice(word.index)}`;
  });

  test('what a later run finds is what reading gives, for each of them and for mutants of them', () => {
    const first = readerOf(catalog);
    for (const query of queries) first.read(query);
    first.save();
    const second = readerOf(catalog);
    for (const query of [...queries, ...mutated]) expect(second.read(query)).toEqual(asKept(readQuery(query, catalog)));
    second.save();
    const file = readFileSync(join(kept, 'readings.json'), 'utf8');
    const third = readerOf(catalog);
    for (const query of [...queries, ...mutated]) expect(third.read(query)).toEqual(second.read(query));
    third.save();
    // or it would hold something new
    expect(readFileSync(join(kept, 'readings.json'), 'utf8')).toBe(file);
  });
});

interface World {
  readonly tables: Readonly<Record<string, string>>;
  readonly functions: Readonly<Record<string, string>>;
  readonly lists: Readonly<Record<string, string>>;
}

const BASE: World = {
  tables: { T: 'TimeGenerated:datetime A:long B:string', Other: 'A:long', Third: 'C:string' },
  functions: {
    Wrapped: 'T | where A > 1 | join kind=inner (_GetWatchlist("hosts") | project B = SearchKey) on B',
    Plain: 'Other',
  },
  lists: { hosts: 'Host,Owner', users: 'User,Team' },
};

const QUERIES = [
  'T | where A > 1 | project B',
  'Wrapped | summarize count() by B',
  'Plain | extend X = A + 1',
  '_GetWatchlist("users") | project Team',
  'let s = _GetWatchlist("hosts") | project Host; T | where B in (s)',
  'union isfuzzy=true T, Missing, Other',
  'union Th*, T',
  'Nothing | where Whatever == 1',
  'T | invoke Wrapped()',
  'T | where',
] as const;

const shipped = shippedSchemas(ROOT);

function catalogOf({ tables, functions, lists }: World): Knowledge {
  return buildCatalog(shipped, {
    tables: Object.entries(tables).map(([name, columns]) => ({
      path: `${name}.yaml`,
      text: `name: ${name}\ncomplete: true\ncolumns: "${columns}"\n`,
    })),
    functions: Object.entries(functions).map(([name, query]) => ({
      path: `${name}.yaml`,
      text: `name: ${name}\nquery: |\n  ${query}\n`,
    })),
    watchlists: Object.entries(lists).map(([alias, head]) => ({
      definition: {
        path: `${alias}.yaml`,
        text: `name: ${alias}\ndescription: d\nitemsSearchKey: ${head.split(',')[0] ?? ''}\n`,
      },
      items: { path: `${alias}.csv`, text: `${head}\n${head}\n` },
    })),
  }).catalog;
}

const without = (record: Readonly<Record<string, string>>, name: string): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(record).filter(([key]) => key !== name));

/** Worlds that differ from the base in one thing or several. */
const change: fc.Arbitrary<(world: World) => World> = fc.oneof(
  fc
    .tuple(
      fc.constantFrom('T', 'Other', 'Third', 'Missing', 'Nothing', 'Thing'),
      fc.constantFrom('A:string', 'A:long D:int', 'B:dynamic', 'TimeGenerated:datetime A:long B:string'),
    )
    .map(([name, columns]) => (world: World) => ({ ...world, tables: { ...world.tables, [name]: columns } })),
  fc
    .constantFrom('T', 'Other', 'Third')
    .map((name) => (world: World) => ({ ...world, tables: without(world.tables, name) })),
  fc
    .tuple(
      fc.constantFrom('Wrapped', 'Plain', 'Missing', 'Nothing'),
      fc.constantFrom('Third', 'Plain | take 1', '_GetWatchlist("users")', 'T | project A, B'),
    )
    .map(([name, body]) => (world: World) => ({ ...world, functions: { ...world.functions, [name]: body } })),
  fc
    .constantFrom('Wrapped', 'Plain')
    .map((name) => (world: World) => ({ ...world, functions: without(world.functions, name) })),
  fc
    .tuple(fc.constantFrom('hosts', 'users', 'more'), fc.constantFrom('Host', 'Owner,Host', 'User,Team,Host'))
    .map(([alias, head]) => (world: World) => ({ ...world, lists: { ...world.lists, [alias]: head } })),
  fc
    .constantFrom('hosts', 'users')
    .map((alias) => (world: World) => ({ ...world, lists: without(world.lists, alias) })),
);

test('in a world that changed in any way, what was kept is never another answer than reading gives', () => {
  const base = readerOf(catalogOf(BASE));
  for (const query of QUERIES) base.read(query);
  base.save();
  const differing = new Set<string>();
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), (changes) => {
      const catalog = catalogOf(changes.reduce((world, each) => each(world), BASE));
      const reader = readerOf(catalog);
      for (const query of QUERIES) {
        const fresh = asKept(readQuery(query, catalog));
        if (JSON.stringify(fresh) !== JSON.stringify(asKept(base.read(query)))) differing.add(query);
        expect(asKept(reader.read(query))).toEqual(fresh);
      }
    }),
    { numRuns: 20 },
  );
  // or the property would say nothing: some of these queries do mean something else in some of those worlds
  expect(differing.size).toBeGreaterThanOrEqual(4);
});

test('rows of a watchlist change nothing that is kept; a column more does', () => {
  const queries = ['_GetWatchlist("hosts") | project Owner'];
  const base = readerOf(catalogOf(BASE));
  for (const query of queries) base.read(query);
  base.save();
  const file = join(kept, 'readings.json');
  const before = readFileSync(file, 'utf8');
  const same = readerOf(catalogOf(BASE));
  for (const query of queries) same.read(query);
  same.save();
  expect(readFileSync(file, 'utf8')).toBe(before);
});
