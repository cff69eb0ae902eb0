import { catalogOf } from '../../../src/kql';
import { answer } from '../answers';

const T =
  'let A = view () { datatable(who: string, what: dynamic, n: long)["ann lee", dynamic({"k": "red car"}), 1, "bob", dynamic(null), 22] }; ' +
  'let B = view () { datatable(who: string, where_: string, n: string)["cary", "annex", "x"] }; ' +
  'let C = view () { datatable(who: string, m: long)["eve", 1] }; ';

// prettier-ignore
test.each([
  ['search in (A, B) "ann"',                 [['A', 'ann lee', { k: 'red car' }, 1, '', '']]],
  ['search in (A, B) "ann*"',                [['A', 'ann lee', { k: 'red car' }, 1, '', ''], ['B', 'cary', null, null, 'x', 'annex']]],
  ['search in (A, B) "*ex"',                 [['B', 'cary', null, null, 'x', 'annex']]],
  ['search in (A, B) "*nne*"',               [['B', 'cary', null, null, 'x', 'annex']]],
  ['search in (A, B) "ann" and "red"',       [['A', 'ann lee', { k: 'red car' }, 1, '', '']]],
  ['search in (A, B) "red" or who == "bob"', [['A', 'ann lee', { k: 'red car' }, 1, '', ''], ['A', 'bob', null, 22, '', '']]],
  ['search in (A, B) who: "car*"',           [['B', 'cary', null, null, 'x', 'annex']]],
  ['search in (A, B) "Ann"',                 [['A', 'ann lee', { k: 'red car' }, 1, '', '']]],
  ['search kind=case_sensitive in (A, B) "Ann"', []],
  ['A | search "bob" | project who, n',      [['bob', 22]]],
  ['A | search * | count',                   [[2]]],
  ['search "eve" | project $table, who',    [['C', 'eve']]],
  ['A | where * has "lee" | project who',    [['ann lee']]],
  ['A | where * contains "E C" | project n', []],
  ['A | where * == "bob" | project n',       [[22]]],
])('%s', (query, rows) => {
  const { error, rows: found } = answer(`${T}${query}`);
  expect(error).toBeUndefined();
  expect(found).toEqual(rows);
});

test('the columns of a search are those of the union', () => {
  expect(answer(`${T} search in (A, B) "ann"`).columns).toBe(
    '$table:string who:string what:dynamic n_long:long n_string:string where_:string',
  );
});

test.each([
  ['search in (A) "22"', /match of '\*' in 'n', of type long/],
  ['search in (A) "an*ee"', /such a text to search for/],
  ['search in (A) kind=case_sensitive who contains "Q"', /(?:case-sensitive|syntax)/],
  ['search kind=case_sensitive in (A) who contains "Q"', /case-sensitive/],
  ['A | where * !has "x"', /this test of '\*'/],
])('%s has no answer', (query, error) => {
  expect(answer(`${T}${query}`).error).toMatch(error);
});

// prettier-ignore
test.each([
  ['find in (A, B) where who startswith "c" project who, where_', 'source_:string who:string where_:string', [['B', 'cary', 'annex']]],
  ['find withsource = s in (A, B) where who has "ann" or where_ == "annex" project who', 's:string who:string', [['A', 'ann lee'], ['B', 'cary']]],
  ['find in (A, B) where who == "bob" or who == "cary" project n: string', 'source_:string n:string', [['A', '22'], ['B', 'x']]],
  ['find in (A, B) where where_ == "annex" project who, where_', 'source_:string who:string where_:string', [['B', 'cary', 'annex']]],
  ['find in (A, C) where who in ("bob", "eve")', 'source_:string who:string pack_:dynamic', [['A', 'bob', { what: null, n: 22 }], ['C', 'eve', { m: 1 }]]],
  ['find in (A, B) where "red" project who', 'source_:string who:string', [['A', 'ann lee']]],
])('%s', (query, columns, rows) => {
  const found = answer(`${T}${query}`);
  expect(found.error).toBeUndefined();
  expect(found.columns).toBe(columns);
  expect(found.rows).toEqual(rows);
});

test.each([
  ['find in (A, B) where who == "bob" project n', /'n' of several types/],
  ['find in (A, B) where where_ == "annex"', /no column of the predicate/],
])('%s has no answer', (query, error) => {
  expect(answer(`${T}${query}`).error).toMatch(error);
});

const catalog = catalogOf({
  tables: [{ name: 'Log', columns: [{ name: 'a', type: 'long' }] }],
  functions: [{ name: 'Parser', parameters: '()', body: 'Log | take 1' }],
});
const named = 'let L = Log | where a > 0; let D = datatable(a: long)[1]; let V = view () { print a = 7 };';

// prettier-ignore
test.each([
  ['union withsource = s D, V | project s',                       [['union_arg0'], ['V']]],
  ['let M = Log; let N = M; union withsource = s N, (print a = 2) | summarize by s', [['union_arg1']]],
  ['union withsource = s (print a = 1 | as One), D | project s',  [['One'], ['union_arg1']]],
  ['D | as Two | union withsource = s (print a = 1) | project s', [['Two'], ['union_arg1']]],
  ['print a = 1 | union withsource = s V | project s',            [['union_arg0'], ['V']]],
])('a column of sources: %s', (query, rows) => {
  const { error, rows: found } = answer(`${named}${query}`, { catalog });
  expect(error).toBeUndefined();
  expect(found).toEqual(rows);
});

test('a table has its own name, the rows of a saved function none that is known', () => {
  expect(answer(`${named} union withsource = s Log, L | summarize by s`, { catalog }).error).toBeUndefined();
  expect(answer('union withsource = s Log, Parser()', { catalog }).error).toMatch(/name of the rows of a function/);
});

test.each([
  'print "a" matches regex "(?=a)"',
  'print extract("(a", 1, "a")',
  'print replace_regex("a", @"(a)\\1(?!b)", "c")',
])('%s: a pattern that cannot be read is an error', (query) => {
  expect(answer(query).error).toMatch(/^runtime: .* is no regular expression/);
});
