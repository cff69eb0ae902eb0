import { answer } from '../answers';

const T = `let T = datatable(id: int, who: string, size: real, at: datetime)[
  1, "ann", 1.5, datetime(2026-01-01), 2, "bob", real(null), datetime(2026-01-02), 3, "ann", 4.0, datetime(null)];`;

// prettier-ignore
test.each([
  ['where keeps true, not null',  'T | where size > 1 | project id', [[1], [3]]],
  ['!= holds for a null',         'T | where size != 1.5 | project id', [[2], [3]]],
  ['extend replaces in place',    'T | extend id = 9, x = 1 | project-away who, size, at | take 1', [[9, 1]]],
  ['project names and order',     'T | project who, id + 1 | take 1', [['ann', 2]]],
  ['project-rename',              'T | project-rename name = who | project name | take 1', [['ann']]],
  ['project-reorder wildcard',    'T | project-reorder s*, id | take 1', [[1.5, 1, 'ann', '2026-01-01T00:00:00.0000000Z']]],
  ['summarize by key',            'T | summarize n = count(), s = sum(size) by who', [['ann', 2, 5.5], ['bob', 1, 0]]],
  ['summarize of nothing',        'T | where id > 9 | summarize n = count(), l = make_list(id), m = max(id)', [[0, [], null]]],
  ['nothing by key',              'T | where id > 9 | summarize count() by who', []],
  ['scalar over aggregates',      'T | summarize r = max(id) - min(id)', [[2]]],
  ['arg_max with *',              'T | summarize arg_max(id, *) by who | project who, id, size', [['ann', 3, 4], ['bob', 2, null]]],
  ['sort puts nulls last',        'T | sort by size | project id', [[3], [1], [2]]],
  ['sort asc puts nulls first',   'T | sort by size asc | project id', [[2], [1], [3]]],
  ['top',                         'T | top 1 by id | project id', [[3]]],
  ['distinct',                    'T | distinct who', [['ann'], ['bob']]],
  ['count',                       'T | count', [[3]]],
  ['range',                       'range x from 1 to 5 step 2', [[1], [3], [5]]],
  ['range downwards is empty',    'range x from 5 to 1 step 1', []],
  ['union splits types',          'union (print a = 1), (print a = "x")', [[1, ''], [null, 'x']]],
  ['mv-expand drops empty',       'print d = dynamic([1, 2]) | union (print d = dynamic([])) | mv-expand d', [[1], [2]]],
  ['mv-expand keeps null',        'print d = dynamic(null) | mv-expand d', [[null]]],
  ['parse',                       'print s = "a=1;b=x" | parse s with "a=" a: long ";b=" b | project a, b', [[1, 'x']]],
  ['parse that fails',            'print s = "a=q;b=x" | parse s with "a=" a: long ";b=" b | project a, b', [[null, '']]],
  ['let function, default',       'let f = (x: long, y: long = 2) { x * y }; print f(3), f(3, 5)', [[6, 15]]],
  ['let function, list default', 'let f = (x: dynamic = dynamic(["a"])) { array_length(x) }; print f(dynamic([])), f()', [[0, 1]]],
  ['let table function',          'let f = (t: (id: int), n: long) { t | where id > n | count }; f(T, 1)', [[2]]],
  ['invoke',                      'let f = (t: (id: int)) { t | project id }; T | invoke f() | take 1', [[1]]],
  ['toscalar',                    'let m = toscalar(T | summarize max(id)); print m + 1', [[4]]],
  ['row functions',               'T | serialize n = row_number(), p = prev(id) | project n, p', [[1, null], [2, 1], [3, 2]]],
  ['mv-apply per row',           'print d = dynamic([3, 1]), k = 1 | union (print d = dynamic([5]), k = 2) | mv-apply x = d to typeof(long) on (summarize m = max(x)) | project k, m', [[1, 3], [2, 5]]],
  ['mv-apply sees the row',      'print d = dynamic([1, 2, 3]), k = 2 | mv-apply x = d to typeof(long) on (where x >= k) | project x', [[2], [3]]],
  ['bag_unpack by name',         'print d = dynamic({"b": 1, "a": "x"}) | evaluate bag_unpack(d) | extend c = b + 1', [['x', 1, 2]]],
  ['bag_unpack, declared',       'print d = dynamic({"b": 1}), k = 1 | evaluate bag_unpack(d) : (*, b: string, z: long)', [[1, '1', null]]],
  ['parse of a number and *',    'print s = "n=12 x" | parse s with "n=" n: long * | project n', [[12]]],
  ['views keep their names',     'let V = view () { print a = 1 }; union withsource = w V | project w', [['V']]],
  ['views of a wildcard',        'let V1 = view () { print a = 1 }; let V2 = view () { print a = 2 }; let V3 = () { print a = 3 }; union V*', [[1], [2]]],
  ['a fuzzy wildcard for nothing', 'let V1 = view () { print a = 1 }; union isfuzzy=true V*, W*', [[1]]],
  ['a named argument in its place', 'let f = (a: long, b: long) { a * 10 + b }; print f(a = 1, 2)', [[12]]],
  ['toscalar of a value',        'let n = toscalar(3); range x from 1 to n step toscalar(2)', [[1], [3]]],
  ['seconds with a fraction',    'print make_timespan(1, 2, 3.5), make_timespan(1, 0, 0, 0.25)', [['01:02:03.5000000', '1.00:00:00.2500000']]],
  ['assert that holds',          'T | where assert(1 < 2, "no") and id == 2 | project id', [[2]]],
  ['mv-apply, a new meaning',    'print k = 1, d = dynamic([3, 4]) | mv-apply x = d to typeof(long) on (extend k = tostring(x)) | project k, x', [['3', 3], ['4', 4]]],
  ['mv-apply, an aggregate',     'print k = 1, d = dynamic([3, 4]) | mv-apply x = d to typeof(long) on (summarize k = sum(x)) | project k', [[7]]],
  ['mv-apply, the row kept',     'print k = 1, d = dynamic([3, 4]) | mv-apply x = d to typeof(long) on (where x > k | summarize n = count() by k) | project k, n', [[1, 2]]],
  ['item index stands last',     'print k = 1, d = dynamic([7]) | mv-expand with_itemindex = i d', [[1, 7, 0]]],
  ['item index of mv-apply',     'print k = 1, d = dynamic([7, 8]) | mv-apply with_itemindex = i x = d on (where i > 0) | project-away d', [[1, 8, 1]]],
  ['named argument of a function', 'T | summarize make_set(id, maxSize = 2)', [[[1, 2]]]],
  ['a name in an argument',      'T | extend round(Half = size / 2, 1) | where Half > 1 | project id, Half', [[3, 2]]],
  ['query parameters',           'declare query_parameters(p: long = 3, q: string = "x"); print p + 1, q', [[4, 'x']]],
  ['text meets number',          'union (print a = "5"), (print a = "x"), (print a = "") | project a == 5, a != 5', [[true, false], [false, true], [false, true]]],
])('%s', (_, query, rows) => {
  const { error, rows: found } = answer(`${T}\n${query}`);
  expect(error).toBeUndefined();
  expect(found).toEqual(rows);
});

const L =
  'let L = datatable(k: string, l: int)["a", 1, "a", 2, "b", 3, "", 4]; let R = datatable(k: string, r: int)["a", 10, "a", 20, "c", 30];';

// prettier-ignore
test.each([
  ['',                            [['a', 1, 'a', 10], ['a', 1, 'a', 20]]],
  ['kind=inner',                  [['a', 1, 'a', 10], ['a', 1, 'a', 20], ['a', 2, 'a', 10], ['a', 2, 'a', 20]]],
  ['kind=leftouter',              [['a', 1, 'a', 10], ['a', 1, 'a', 20], ['a', 2, 'a', 10], ['a', 2, 'a', 20], ['b', 3, '', null], ['', 4, '', null]]],
  ['kind=rightouter',             [['a', 1, 'a', 10], ['a', 1, 'a', 20], ['a', 2, 'a', 10], ['a', 2, 'a', 20], ['', null, 'c', 30]]],
  ['kind=leftsemi',               [['a', 1], ['a', 2]]],
  ['kind=leftanti',               [['b', 3], ['', 4]]],
  ['kind=rightsemi',              [['a', 10], ['a', 20]]],
  ['kind=rightanti',              [['c', 30]]],
])('join %s', (kind, rows) => {
  expect(answer(`${L} L | join ${kind} R on k`).rows).toEqual(rows);
});

test('a join has all columns of both sides, a clashing name with a number', () => {
  expect(answer(`${L} L | join R on k`).columns).toBe('k:string l:int k1:string r:int');
});

test.each([
  ['print geo_distance_2points(1.0, 1.0, 2.0, 2.0)', /^unsupported: the function 'geo_distance_2points'/],
  ['print x = 1 | fork (count) (take 1)', /^unsupported/],
  ['print x = 1 | wher x', /^syntax/],
  ['print x = nobody', /^semantic/],
])('%s has no answer', (query, error) => {
  expect(answer(query).error).toMatch(error);
});
