import { catalogOf } from '../../../src/kql';
import type { ColumnSchema, Catalog } from '../../../src/kql';
import { dependenciesOf } from '../../../src/rules';
import type { Dependencies } from '../../../src/rules';

const columns = (...names: readonly string[]): readonly ColumnSchema[] => [
  { name: 'TimeGenerated', type: 'datetime' },
  ...names.map((name) => ({ name, type: 'string' as const })),
];

const CATALOG: Catalog = catalogOf({
  tables: [
    { name: 'Signins', columns: columns('User', 'Ip', 'SearchKey') },
    { name: 'Files', columns: columns('Host', 'User') },
    { name: 'DeviceA', columns: columns('Host') },
    { name: 'DeviceB', columns: columns('Host') },
  ],
  functions: [
    { name: 'Clean', parameters: '()', body: 'Signins | where Ip !in ((_GetWatchlist("egress") | project Ip))' },
    { name: 'Outer', parameters: '()', body: 'Clean | join kind=leftouter Files on User' },
    { name: 'Either', parameters: '()', body: 'union isfuzzy=true Files, DeviceA' },
    { name: 'Abroad', parameters: '()', body: 'workspace("far").Signins' },
    { name: 'Parser', parameters: '()', columns: columns('Host') },
  ],
  watchlists: [
    {
      alias: 'egress',
      columns: [
        { name: 'Ip', type: 'string' },
        { name: 'Site', type: 'string' },
      ],
    },
  ],
});

/** One line for each use: what, through what, in which legs. */
function words({ tables, functions, watchlists, others, untold }: Dependencies): readonly string[] {
  const way = ({ through, fuzzy }: Dependencies['functions'][number]): string =>
    [
      through.length === 0 ? '' : ` through ${through.join(' > ')}`,
      ...fuzzy.map(({ union, leg, legs }) => ` leg ${leg} of ${legs} in ${union}`),
    ].join('');
  return [
    ...tables.map((each) => `${each.known ? '' : 'unknown '}table ${each.name}${way(each)}`),
    ...functions.map((each) => `${each.known ? '' : 'unknown '}function ${each.name}${way(each)}`),
    ...watchlists.map(
      (each) => `${each.known ? '' : 'unknown '}watchlist ${each.name} (${each.columns.join()})${way(each)}`,
    ),
    ...others.map((each) => `${each.by} ${each.name}${way({ ...each, known: true })}`),
    ...untold.map(({ what }) => `untold: ${what}`),
  ];
}

test.each<readonly [query: string, ...uses: readonly string[]]>([
  ['Signins | where User == "a"', 'table Signins'],
  ['Signins | join kind=inner (Files | where Host == "a") on User', 'table Signins', 'table Files'],
  ['let Signins = Files; Signins', 'table Files'],
  ['Files | as Signins | union Signins', 'table Files'],
  ['table("Files") | where User == "a"', 'table Files'],
  ['let name = "Files"; table(name)', 'table Files'],
  ['let f = (name: string) { table(name) }; f("Files")', 'table Files'],
  ['Files | where User in (Signins | project User)', 'table Files', 'table Signins'],
  ['print x = toscalar(Files | count)', 'table Files'],
  ['range Day from 1 to 3 step 1'],
  ['Nowhere | where x == 1', 'unknown table Nowhere'],
  ['let N = Nowhere; N', 'unknown table Nowhere'],
  ['Files | where User == nowhere(Host)', 'table Files', 'unknown function nowhere'],
  // functions
  ['Clean', 'table Signins through Clean', 'function Clean', 'watchlist egress (Ip) through Clean'],
  [
    'Outer() | where User == "a"',
    'table Signins through Outer > Clean',
    'table Files through Outer',
    'function Outer',
    'function Clean through Outer',
    'watchlist egress (Ip) through Outer > Clean',
  ],
  ['let Clean = () { Files }; Clean()', 'table Files'],
  ['Parser | where Host == "a"', 'function Parser'],
  [
    'Files | invoke Clean()',
    'table Files',
    'table Signins through Clean',
    'function Clean',
    'watchlist egress (Ip) through Clean',
  ],
  // unions
  ['union Signins, (Files | where Host == "a")', 'table Signins', 'table Files'],
  ['union Device*', 'table Device*'],
  ['union isfuzzy=true Signins, Nope', 'table Signins leg 0 of 2 in 0', 'unknown table Nope leg 1 of 2 in 0'],
  ['Signins | union isfuzzy=true Files', 'table Signins', 'table Files leg 0 of 2 in 0'],
  [
    'union isfuzzy=true Either, (print x = 1)',
    'table Files through Either leg 0 of 2 in 0 leg 0 of 2 in 1',
    'table DeviceA through Either leg 0 of 2 in 0 leg 1 of 2 in 1',
    'function Either leg 0 of 2 in 0',
  ],
  ['find in (Signins, Device*) where User has "a"', 'table Signins', 'table Device*'],
  ['search in (Files) "a"', 'table Files'],
  ['search "a"', 'untold: every table of the workspace'],
  ['union * | where User == "a"', 'untold: every table of the workspace'],
  ['Files | search "a"', 'table Files'],
  ['Files | project-away U*', 'table Files'],
  // watchlists
  ['_GetWatchlist("EGRESS") | where Site == "a" | project Ip', 'watchlist EGRESS (Ip,Site)'],
  [
    'let list = _GetWatchlist("egress"); Signins | join kind=inner list on SearchKey',
    'table Signins',
    'watchlist egress (SearchKey)',
  ],
  ['let f = (alias: string) { _GetWatchlist(alias) | project Site }; f("egress")', 'watchlist egress (Site)'],
  ['_GetWatchlist("mine") | project SearchKey', 'unknown watchlist mine (SearchKey)'],
  [
    'Files | extend L = User | where isnotempty(toscalar(_GetWatchlist("egress") | summarize make_set(Ip)))',
    'table Files',
    'watchlist egress (Ip)',
  ],
  [
    'range n from 1 to 2 step 1 | extend a = strcat("x", n) | where a in ((_GetWatchlist(strcat("e", "x")) | project SearchKey))',
    'untold: a watchlist whose alias is computed',
  ],
  // other workspaces
  ['union Signins, workspace("far").Signins, app("shop").requests', 'table Signins', 'workspace far', 'app shop'],
  ['workspace("far").Clean', 'workspace far'],
  ['Abroad', 'function Abroad', 'workspace far through Abroad'],
  ['let far = (id: string) { workspace(id).Signins }; union far("a"), far("b")', 'workspace a', 'workspace b'],
  ['Signins | where', 'untold: a query that cannot be read'],
])('%s', (query, ...uses) => {
  expect(words(dependenciesOf(query, CATALOG))).toEqual(uses);
});

test('a use stands where it is written, and inside a function where that is called', () => {
  const query = 'let x = 1;\nOuter\n| join Files on User';
  const { tables, functions } = dependenciesOf(query, CATALOG);
  const at = Object.fromEntries(
    [...tables, ...functions].map(({ name, span }) => [name, query.slice(span.start, span.end)]),
  );
  expect(at).toEqual({ Signins: 'Outer', Files: 'Outer', Outer: 'Outer', Clean: 'Outer' });
});
