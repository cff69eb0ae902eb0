import { answer } from '../answers';

const rows = 'datatable(k: string, a: long, d: dynamic)["x", 1, dynamic([1, 2])]';

test.each([
  ['let A1 = () { print x = 7 }; union A*', /^semantic/],
  ['union isfuzzy=true A*', /union of nothing/],
  ['let f = (a: long, b: long) { a + b }; print f(b = 1, 2)', /(?:argument without a parameter|semantic)/],
  ['print assert(1 > 2, "never")', /^runtime: assert failed: never/],
  ['declare query_parameters(p: long); print p', /parameter 'p' without a default/],
  ['range x from 1 to 3 step 1 | summarize make_set(maxSize = x, 2)', /argument 'maxSize' in another place/],
  ['print s = "a=1" | parse-kv s as (a: long) with (pair_delimiter=" ")', /delimiter of pairs alone/],
  ['print s = "a: b: 1" | parse-kv s as (a: string, b: long)', /of 'a' in this text/],
  ['print s = "a: x_1" | parse-kv s as (a: string)', /of 'a' in this text/],
])('%s has no answer', (query, error) => {
  expect(answer(query).error).toMatch(error);
});

test.each([
  [`${rows} | mv-apply e = d to typeof(long) on (summarize t = sum(e) by k)`, [['x', 1, 3]]],
  [`${rows} | mv-apply e = d to typeof(long) on (where e > a | project e)`, [['x', 1, 2]]],
])('%s has one', (query, expected) => {
  expect(answer(`${query} | project-away d`).rows).toEqual(expected);
});

test.each([
  ['a=1, b = two words ,c=', `with (pair_delimiter=',', kv_delimiter='=')`, [1, 'two words', '']],
  ['a=1;a=2;b="x;y"', `with (pair_delimiter=';', kv_delimiter='=', quote='"')`, [1, 'x;y', '']],
  ['b=[p q] c=r', `with (pair_delimiter=' ', kv_delimiter='=', quote='[]')`, [null, 'p q', 'r']],
  ['b=one two c=three', `with (pair_delimiter=' ', kv_delimiter='=', greedy=true)`, [null, 'one two', 'three']],
  ['<a:5><b:x y>', `with (regex=@'<(\\w+):([^>]*)>')`, [5, 'x y', '']],
  ['[x] a: 5; then b = "w", c-z.', '', [5, 'w', 'z']],
  ['b: (p q), a 7', `with (quote='()')`, [7, 'p q', '']],
  ['b: |p!|q|', `with (quote='|', escape='!')`, [null, 'p|q', '']],
  ['a=no number', `with (pair_delimiter=',', kv_delimiter='=')`, [null, '', '']],
])('parse-kv of %j %s', (text, how, expected) => {
  expect(
    answer(`print s = '${text}' | parse-kv s as (a: long, b: string, c: string) ${how} | project-away s`).rows,
  ).toEqual([expected]);
});
