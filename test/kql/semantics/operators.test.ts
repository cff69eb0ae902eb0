import { answer } from '../answers';

type Row = readonly unknown[];
/** The fact, a query that shows it, its columns, its rows. */
type Shown = readonly [fact: string, query: string, columns: string, rows: readonly Row[]];

const THREE = 'datatable(k: string, n: long)["a", 1, "b", 2, "a", 3]';
const NOTHING = 'datatable(n: long)[]';
const LEFT = 'datatable(k: string, v: long)["x", 1, "x", 2, "y", 3, "X", 4]';
const RIGHT = '(datatable(k: string, w: long)["x", 10, "x", 20, "z", 30])';

// Sections 6.* of the facts about Kusto's semantics, in their order.
// prettier-ignore
const SHOWN: readonly Shown[] = [
  ['extend replaces a column where it is', `${THREE} | take 1 | extend k = "z", m = 0`, 'k:string n:long m:long', [['z', 1, 0]]],
  ['project decides on the order', `${THREE} | take 1 | project n, k`, 'n:long k:string', [[1, 'a']]],
  ['project-rename keeps the place', `${THREE} | take 1 | project-rename key = k`, 'key:string n:long', [['a', 1]]],
  ['wildcards of project-away and project-keep', 'print a1 = 1, a2 = 2, b = 3 | project-away a*', 'b:long', [[3]]],
  ['names of what has no name', 'print 1 + 1, "x"', 'print_0:long print_1:string', [[2, 'x']]],
  ['names of what has no name in project', `${THREE} | take 1 | project n + 1, n`, 'Column1:long n:long', [[2, 1]]],
  ['count names its column', `${THREE} | count`, 'Count:long', [[3]]],
  ['sort is descending, null is least', 'datatable(n: long)[1, long(null), 2] | sort by n', 'n:long', [[2], [1], [null]]],
  ['sort ascending begins with nulls', 'datatable(n: long)[1, long(null), 2] | sort by n asc', 'n:long', [[null], [1], [2]]],
  ['NaN stays beside the nulls', 'datatable(x: real)[1.0, real(nan), real(null), real(-inf), real(+inf)] | sort by x asc', 'x:real', [[null], ['NaN'], ['-Infinity'], [1], ['Infinity']]],
  ['texts sort by their characters', 'datatable(s: string)["b", "B", "a"] | sort by s asc', 's:string', [['B'], ['a'], ['b']]],
  ['each key of sort has its own direction', `${THREE} | sort by k asc, n`, 'k:string n:long', [['a', 3], ['a', 1], ['b', 2]]],
  ['top is the first of the sorted', `${THREE} | top 2 by n`, 'k:string n:long', [['a', 3], ['b', 2]]],
  ['summarize: keys first, then aggregates', `${THREE} | summarize total = sum(n) by k | sort by k asc`, 'k:string total:long', [['a', 4], ['b', 2]]],
  ['keys that are computed', 'datatable(t: datetime, n: long)[datetime(2024-05-06 07:00), 5] | summarize count() by bin(t, 1d), tostring(n), n % 2 == 1',
    't:datetime n:string Column1:bool count_:long', [['2024-05-06T00:00:00.0000000Z', '5', true, 1]]],
  ['nulls are a group, empty texts as well', 'datatable(k: string, n: long)["", 1, "a", long(null), "", long(null)] | summarize count() by k | sort by k asc', 'k:string count_:long', [['', 2], ['a', 1]]],
  ['names of aggregates', `${THREE} | summarize count(), sum(n), dcount(k), make_set(k), percentile(n, 95), take_any(k), sum(n * 2)`,
    'count_:long sum_n:long dcount_k:long set_k:dynamic percentile_n_95:long k:string sum_:long', [[3, 6, 2, ['a', 'b'], 3, 'a', 12]]],
  ['arg_max names the others as they are', `${THREE} | summarize arg_max(n, *)`, 'n:long k:string', [[3, 'a']]],
  ['one row of nothing', `${NOTHING} | summarize count(), sum(n), max(n), avg(n), make_list(n), stdev(n)`,
    'count_:long sum_n:long max_n:long avg_n:real list_n:dynamic stdev_n:real', [[0, 0, null, 'NaN', [], 0]]],
  ['no row of nothing by a key', `${NOTHING} | summarize count() by n`, 'n:long count_:long', []],
  ['aggregates pass over nulls, count does not', 'datatable(n: long)[1, long(null)] | summarize count(), sum(n), dcount(n), countif(n > 0), make_list(n)',
    'count_:long sum_n:long dcount_n:long countif_:long list_n:dynamic', [[2, 1, 1, 1, [1]]]],
  ['count of a column counts rows', 'datatable(n: long)[1, long(null)] | summarize count(n)', 'count_n:long', [[2]]],
  ['arg_max passes over nulls', 'datatable(k: string, n: long)["a", long(null), "b", 2] | summarize arg_max(n, k)', 'n:long k:string', [[2, 'b']]],
  ['make_set unions arrays, make_list keeps them', 'datatable(d: dynamic)[dynamic([1, 2]), dynamic([2, 3])] | summarize make_set(d), make_list(d)',
    'set_d:dynamic list_d:dynamic', [[[1, 2, 3], [[1, 2], [2, 3]]]]],
  ['make_list_with_nulls', 'datatable(n: long)[1, long(null)] | summarize make_list_with_nulls(n)', 'list_n:dynamic', [[[1, null]]]],
  ['a percentile is a value that is there', 'range n from 1 to 4 step 1 | summarize percentiles(n, 50, 51)', 'percentile_n_50:long percentile_n_51:long', [[2, 3]]],
  ['stdev of a sample and of all', 'datatable(n: long)[2, 4] | summarize variance(n), variancep(n)', 'variance_n:real variancep_n:real', [[2, 1]]],
  ['count_distinct', `${THREE} | summarize count_distinct(k)`, 'count_distinct_k:long', [[2]]],
  ['take_any likes what is not empty', 'datatable(s: string)["", "x"] | summarize take_any(s)', 's:string', [['x']]],
  ['join is innerunique: the left side loses its doubles', `${LEFT} | join ${RIGHT} on k | project v, w | sort by v asc, w asc`, 'v:long w:long', [[1, 10], [1, 20]]],
  ['an inner join keeps them', `${LEFT} | join kind=inner ${RIGHT} on k | project v, w | sort by v asc, w asc`, 'v:long w:long', [[1, 10], [1, 20], [2, 10], [2, 20]]],
  ['keys mind the case, semi and anti give one side', `${LEFT} | join kind=leftanti ${RIGHT} on k | sort by v asc`, 'k:string v:long', [['y', 3], ['X', 4]]],
  ['rightsemi', `${LEFT} | join kind=rightsemi ${RIGHT} on k | sort by w asc`, 'k:string w:long', [['x', 10], ['x', 20]]],
  ['both keys stay, the right one under another name', `${LEFT} | where v == 3 | join kind=fullouter (datatable(k: string, v: long)["y", 9]) on k`, 'k:string v:long k1:string v1:long', [['y', 3, 'y', 9]]],
  ['a null key fits a null key (measured by duckdb-kql)', 'datatable(n: long)[long(null), 1] | join kind=inner (datatable(n: long, s: string)[long(null), "null", 1, "one"]) on n | project s | sort by s asc', 's:string', [['null'], ['one']]],
  ['keys of other names', `${LEFT} | where v == 3 | join kind=inner (datatable(key: string)["y"]) on $left.k == $right.key`, 'k:string v:long key:string', [['y', 3, 'y']]],
  ['lookup keeps all left rows and one key', `${LEFT} | where v in (2, 3) | lookup ${RIGHT} on k | sort by v asc, w asc`, 'k:string v:long w:long', [['x', 2, 10], ['x', 2, 20], ['y', 3, null]]],
  ['union: columns by name and type', 'union (print a = 1), (print a = "x", b = 2) | project a_long, a_string, b | sort by b asc', 'a_long:long a_string:string b:long', [[1, '', null], [null, 'x', 2]]],
  ['union kind=inner keeps what all have', 'union kind=inner (print a = 1, b = 2), (print a = 3)', 'a:long', [[1], [3]]],
  ['union withsource', 'let T = view () { print a = 1 }; union withsource=src T', 'src:string a:long', [['T', 1]]],
  ['mv-expand: null keeps its row, an empty array does not', 'datatable(i: long, d: dynamic)[1, dynamic([7, 8]), 2, dynamic([]), 3, dynamic(null), 4, dynamic("s")] | mv-expand d', 'i:long d:dynamic', [[1, 7], [1, 8], [3, null], [4, 's']]],
  ['mv-expand in step, with an index and a type', 'print a = dynamic([1, 2]), b = dynamic([3]) | mv-expand with_itemindex=i a to typeof(long), b', 'a:long b:dynamic i:long', [[1, 3, 0], [2, null, 1]]],
  ['mv-expand of a bag', 'print d = dynamic({"a": 1, "b": 2}) | mv-expand d', 'd:dynamic', [[{ a: 1 }], [{ b: 2 }]]],
  ['mv-expand of a bag to pairs', 'print d = dynamic({"a": 1}) | mv-expand kind=array d', 'd:dynamic', [[['a', 1]]]],
  ['mv-apply asks each row', 'datatable(id: string, arr: dynamic)["a", dynamic([1, 5, 3]), "b", dynamic([])] | mv-apply x = arr to typeof(long) on (top 1 by x) | project id, x', 'id:string x:long', [['a', 5]]],
  ['parse: all or nothing', 'print s = "n=x; t=b" | parse s with "n=" n: long "; t=" t', 's:string n:long t:string', [['n=x; t=b', null, '']]],
  ['parse relaxed keeps the rest', 'print s = "n=x; t=b" | parse kind=relaxed s with "n=" n: long "; t=" t', 's:string n:long t:string', [['n=x; t=b', null, 'b']]],
  ['parse: the last takes the rest', 'print s = "a:b:c" | parse s with x ":" y | project x, y', 'x:string y:string', [['a', 'b:c']]],
  ['parse-where drops what does not fit', 'datatable(s: string)["n=1", "m=2"] | parse-where s with "n=" n: long | project n', 'n:long', [[1]]],
  ['parse-kv: the first of a key', 'print s = "a=1; b = two; a=3" | parse-kv s as (a: long, b: string) with (pair_delimiter=";", kv_delimiter="=") | project a, b', 'a:long b:string', [[1, 'two']]],
  ['make-series: the end is left out, gaps are filled', 'datatable(t: long, n: long)[1, 5, 3, 7, 4, 9] | make-series total = sum(n) on t from 1 to 4 step 1', 'total:dynamic t:dynamic', [[[5, 0, 7], [1, 2, 3]]]],
  ['row functions need an order', `${THREE} | sort by n asc | extend before = prev(n), after = next(k, 1, "-"), at = row_number(), sum = row_cumsum(n) | project before, after, at, sum`,
    'before:long after:string at:long sum:long', [[null, 'b', 1, 1], [1, 'a', 2, 3], [2, '-', 3, 6]]],
  ['scan keeps state', 'range n from 1 to 3 step 1 | scan declare (total: long = 0) with (step s: true => total = n + s.total;)', 'n:long total:long', [[1, 1], [2, 3], [3, 6]]],
  ['bag_unpack: columns in order of their names', 'print d = dynamic({"b": "x", "a": 1}), k = 0 | evaluate bag_unpack(d)', 'k:long a:long b:string', [[0, 1, 'x']]],
  ['bag_unpack: texts that are missing are empty', 'datatable(d: dynamic)[dynamic({"s": "x"}), dynamic({"n": 1})] | evaluate bag_unpack(d) | sort by s asc', 'n:long s:string', [[1, ''], [null, 'x']]],
  ['pivot', `${THREE} | evaluate pivot(k, sum(n))`, 'a:long b:long', [[4, 2]]],
  ['toscalar is the first value', `${THREE} | sort by n asc | project x = toscalar(${NOTHING} | project n), y = toscalar(print 7) | take 1`, 'x:long y:long', [[null, 7]]],
  ['functions take tables, invoke hands on the left side', `let F = (T: (n: long), least: long = 2) { T | where n >= least }; ${THREE} | invoke F()`, 'k:string n:long', [['b', 2], ['a', 3]]],
  ['as names what is there, materialize changes nothing', `${THREE} | as Rows | union (Rows | take 0) | summarize count()`, 'count_:long', [[3]]],
  ['top-nested', `${THREE} | top-nested 1 of k by total = sum(n)`, 'k:string total:long', [['a', 4]]],
  ['render and hints change no rows', `${THREE} | summarize hint.strategy=shuffle count() by k | where k == "b" | render table`, 'k:string count_:long', [['b', 1]]],
  ['datatable is read row by row', 'datatable(a: long, b: string)[1, "x", 2, "y"]', 'a:long b:string', [[1, 'x'], [2, 'y']]],
  ['getschema', 'print a = 1, d = dynamic(1), s = "x" | getschema | project ColumnName, ColumnOrdinal, DataType, ColumnType', 'ColumnName:string ColumnOrdinal:int DataType:string ColumnType:string',
    [['a', 0, 'System.Int64', 'long'], ['d', 1, 'System.Object', 'dynamic'], ['s', 2, 'System.String', 'string']]],
  ['the last statement is the answer', 'print 1; print 2', 'print_0:long', [[2]]],
];

test.each(SHOWN)('%s', (_, query, columns, rows) => {
  expect(answer(query)).toEqual({ columns, rows });
});

test('search looks for terms in every column', () => {
  const query =
    'let T = datatable(a: string, b: string)["one two", "x", "onetwo", "y", "z", "ONE"]; search in (T) "one" | project b';
  expect(answer(query).rows).toEqual([['x'], ['ONE']]);
});

test('int and long keys do not mix', () => {
  expect(answer('print a = int(1) | join (print a = 1) on a').error).toMatch(/^semantic: /);
});
