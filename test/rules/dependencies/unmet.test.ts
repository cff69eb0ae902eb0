import { catalogOf } from '../../../src/kql';
import { dependenciesOf, unmetIn } from '../../../src/rules';
import type { Offered } from '../../../src/rules';

const table = (name: string) => ({ name, columns: [{ name: 'User', type: 'string' as const }] });

const CATALOG = catalogOf({
  tables: ['A', 'B', 'DeviceX', 'DeviceY'].map(table),
  functions: [
    { name: 'Saved', parameters: '()', body: 'A | where User in ((_GetWatchlist("vip") | project SearchKey))' },
    { name: '_Im_Dns', parameters: '()', columns: table('A').columns },
    { name: 'vimDns', parameters: '()', columns: table('A').columns },
  ],
});

const KNOWLEDGE = {
  function: (name: string) =>
    name.startsWith('_')
      ? { name, parameters: '()', origin: 'built-in' as const, complete: false }
      : { name, parameters: '()', origin: 'solution' as const, complete: false },
};

const plans = (...names: readonly string[]): Offered => ({
  tables: new Map(
    names.map((name) => {
      const [table_ = '', plan] = name.split(':');
      return [table_, plan];
    }),
  ),
});

function judge(
  query: string,
  offered: Offered,
): { readonly unmet: readonly string[]; readonly without: readonly string[] } {
  const { unmet, without } = unmetIn(dependenciesOf(query, CATALOG), offered, KNOWLEDGE);
  return { unmet: unmet.map(({ message }) => message), without: without.map(({ name }) => name) };
}

test.each<[query: string, offered: Offered, ...unmet: string[]]>([
  ['A', plans('A')],
  ['A', plans('A:Analytics')],
  ['A', plans('B'), 'the table `A` is not there'],
  ['A', {}],
  ['A', plans('A:Basic'), 'the table `A` is on the Basic plan, which analytics rules cannot read'],
  [
    'A | union B',
    plans('A', 'B:Auxiliary'),
    'the table `B` is on the Auxiliary plan, which analytics rules cannot read',
  ],
  ['union Device*', plans('DeviceY', 'DeviceX:Basic')],
  [
    'union Device*',
    plans('DeviceX:Basic'),
    'the table `DeviceX` is on the Basic plan, which analytics rules cannot read',
  ],
  ['union Device*', plans('A'), 'no table is named like `Device*`'],
  ['Nope', plans('A')],
  ['Nope', { ...plans('A'), functions: new Set(['Nope']) }],
  ['Nope', { ...plans('A'), functions: new Set() }, 'the table `Nope` is not there'],
  ['Saved', { ...plans('A'), functions: new Set(['Saved']), watchlists: new Set(['vip']) }],
  ['Saved', { ...plans('B'), functions: new Set(['Saved']) }, 'in `Saved`: the table `A` is not there'],
  ['Saved', { watchlists: new Set() }, 'in `Saved`: the watchlist `vip` is not there'],
  ['_GetWatchlist("VIP") | project SearchKey', { watchlists: new Set(['vip']) }],
  ['_Im_Dns | where User == "a"', { functions: new Set() }],
  ['vimDns | where User == "a"', { functions: new Set() }, 'the saved function `vimDns` is not there'],
  ['A | where User == hidden()', { functions: new Set() }, 'the saved function `hidden` is not there'],
])('%s of %p', (query, offered, ...unmet) => {
  expect(judge(query, offered)).toEqual({ unmet, without: [] });
});

test.each<readonly [query: string, there: readonly string[], unmet: readonly string[], without: readonly string[]]>([
  ['union isfuzzy=true A, B', ['A'], [], ['B']],
  ['union isfuzzy=true A, B', ['DeviceX'], ['A', 'B'], []],
  ['union isfuzzy=true A, (print User = "")', ['DeviceX'], [], ['A']],
  ['union isfuzzy=true (A | join B on User), DeviceX', ['A', 'DeviceX'], [], ['B']],
  ['A | union isfuzzy=true B', ['DeviceX'], ['A'], ['B']],
  ['A | union isfuzzy=true B', ['A'], [], ['B']],
  ['union isfuzzy=true (union isfuzzy=true A, B), DeviceX', ['A', 'DeviceX'], [], ['B']],
  ['union isfuzzy=true (union isfuzzy=true A, B), DeviceX', ['DeviceX'], [], ['A', 'B']],
  ['union isfuzzy=true (union isfuzzy=true A, B), DeviceX', [], ['A', 'B', 'DeviceX'], []],
  ['A | join (union isfuzzy=true A, B) on User', ['B'], ['A'], ['A']],
])('%s where there is %p', (query, there, unmet, without) => {
  const judged = unmetIn(dependenciesOf(query, CATALOG), plans(...there), KNOWLEDGE);
  expect(judged.unmet.map(({ name }) => name).toSorted()).toEqual(unmet);
  expect(judged.without.map(({ name }) => name)).toEqual(without);
});
