import { answer } from '../answers';

// What the Kusto emulator was seen to do by duckdb-kql (docs/TRANSLATION.md and its tests, read 2026-11-24), with inputs
// of our own.

// prettier-ignore
test.each([
  ['a bool as text',                'print tostring(2 > 1), strcat("<", false, ">"), tostring(dynamic(true)), tostring("true")', [['True', '<False>', 'true', 'true']]],
  ['a null bool as text',           'datatable(b: bool)[bool(null)] | project tostring(b)', [['']]],
  ['the hash of nothing',           'print hash_md5(""), hash_sha1(tostring(int(null))), hash_sha256("")', [['', '', '']]],
  ['a text that is no whole number', 'datatable(s: string)["8.9", "2e2", " 11 ", "0x1f", "7."] | project tolong(s), toint(s)', [[null, null], [null, null], [11, 11], [31, 31], [null, null]]],
  ['a real takes no hexadecimal',   'print todouble("0x1f"), todouble("2e2")', [[null, 200]]],
  ['toint wraps a long',            'print toint(4294967297), toint(-2147483649), toint(2h)', [[1, 2147483647, -1014444032]]],
  ['toint stops a real',            'datatable(r: real)[3e12, -3e12] | project toint(r)', [[2147483647], [-2147483648]]],
  ['tolong stops a real',           'datatable(r: real)[1e25, -1e25] | project tolong(r)', [['9223372036854775807'], ['-9223372036854775808']]],
  ['toint of a text beyond it',     'print toint("4294967297")', [[null]]],
  ['tobool of whole numbers',       'print tobool("-3"), tobool("0"), tobool("0.5"), tobool(0.5)', [[true, false, null, true]]],
  ['a timespan in a literal',       'print tostring(dynamic([2h])), tostring(pack_array(2h))', [['[72000000000]', '["02:00:00"]']]],
  ['a start before the text',       'print substring("hello", -9, 3), substring("hello", -4, 3)', [['', 'ell']]],
  ['a null key meets a null key',   'datatable(k: long, a: int)[1, 10, long(null), 20] | join kind=inner (datatable(k: long, b: int)[long(null), 30]) on k', [[null, 20, null, 30]]],
  ['and so it has a partner',       'datatable(k: long, a: int)[1, 10, long(null), 20] | join kind=leftanti (datatable(k: long, b: int)[long(null), 30]) on k', [[1, 10]]],
  ['in a lookup too',               'datatable(k: bool, a: int)[bool(null), 20] | lookup (datatable(k: bool, b: int)[bool(null), 30]) on k', [[null, 20, 30]]],
  ['elements to long',              'print d = dynamic([7, -7.9, "7", false, null]) | mv-expand d to typeof(long)', [[7], [-7], [null], [null], [null]]],
  ['elements to bool',              'print d = dynamic([true, 3, 0, 0.5, "true"]) | mv-expand d to typeof(bool)', [[true], [true], [false], [null], [null]]],
  ['elements to datetime',          'print d = dynamic(["2026-01-02", 5]) | mv-expand d to typeof(datetime)', [['2026-01-02T00:00:00.0000000Z'], [null]]],
  ['elements to string',            'print d = dynamic(["x", {"a": 1}, null]) | mv-expand d to typeof(string)', [['x'], ['{"a":1}'], ['']]],
  ['elements that are dates',       'range t from datetime(2026-01-01) to datetime(2026-01-02) step 1d | summarize l = make_list(t) | mv-expand l to typeof(datetime)', [['2026-01-01T00:00:00.0000000Z'], ['2026-01-02T00:00:00.0000000Z']]],
  ['in~ of a dynamic',              'print d = dynamic(["Ab"]) | mv-expand d | project d in~ ("aB"), d in ("aB")', [[true, false]]],
  ['a number in a list of texts',   'print n = 4 | project n in ("4"), n in ("5")', [[true, false]]],
  ['a null of a dynamic is no text', 'print d = dynamic([null]) | mv-expand d | project d == "", d != "", d == "x"', [[true, false, false]]],
  ['the last delimiter ends a text', 'datatable(s: string)["<a><b>", "<a>b"] | parse s with "<" v ">" | project v', [['a><b'], ['']]],
  ['groups that are not there',     'print extract_all(@"(\\d)(\\w)", dynamic([2, 9]), "1a 2b"), extract_all(@"(\\d)(\\w)", dynamic([]), "1a")', [[['a', 'b'], [['1', 'a']]]]],
  ['a user without a password',     'print u = parse_url("ftp://me@host.io/a") | project tostring(u.Host), tostring(u.Username)', [['me@host.io', '']]],
  ['keys of a URL',                 'print tostring(parse_url("http://h/p?b=1&a=2&b=3&c=&d")["Query Parameters"])', [['{"a":"2","b":["1","3"]}']]],
  ['a slash alone',                 'print tostring(parse_url("http://h/").Path), tostring(parse_url("http://h/?a=1").Path), tostring(parse_url("http://h/a/").Path)', [['', '/', '/a/']]],
  ['octets with a leading zero',    'print parse_ipv4("010.0.0.1"), parse_ipv4("10.0.0.1")', [[null, 167772161]]],
  ['a zone of IPv6',                'print parse_ipv6("fe80::2%en0")', [['fe80:0000:0000:0000:0000:0000:0000:0002']]],
  ['a star that ends a pattern',    'print s = "<a>x" | parse kind=relaxed s with "<" v ">" n: long * | project v, n', [['a', null]]],
  ['iff of a dynamic and a text',   'print d = dynamic({"a": "x"}) | project t = iff(1 == 1, d.a, "none") | summarize count() by t', [['x', 1]]],
  ['coalesce of a dynamic literal', 'print d = dynamic({"a": 5}) | project case(d.a > 9, d.a, 7)', [[7]]],
])('%s', (_, query, rows) => {
  const { error, rows: found } = answer(query);
  expect(error).toBeUndefined();
  expect(found).toEqual(rows);
});

// prettier-ignore
test.each([
  ['print a = 1 | extend tostring(a)',                             'a:string'],
  ['print a = 1, b = 2 | extend todouble(a), a + b, b * 2',        'a:real b:long Column1:long Column2:long'],
  ['print Column1 = 1 | extend Column1 + 1',                       'Column1:long Column2:long'],
  ['print a = 1 | project tostring(a), a',                         'a:string a1:long'],
  ['let v = 3; print a = 1 | summarize count() by v, a',           'Column1:long a:long count_:long'],
  ['let v = 3; print a = 1 | distinct v',                          'v:long'],
  ['print a = 1, b = 2 | summarize arg_max(b, *) by tostring(a)',  'a:string b:long a1:long'],
  ['print a = 1, b = 2 | summarize arg_max(b, *) by c = a',        'c:long b:long'],
  ['print a = 1 | summarize by tostring(a), bin(a, 5)',            'a:string a1:long'],
  ['print a = 1 | distinct pow(a, 2)',                             'Column1:real'],
  ['print a = 1 | summarize count() by exp10(a)',                  'Column1:real count_:long'],
  ['print a = 1 | summarize count() by column_ifexists("a", 0)',   'a:long count_:long'],
  ['print k = 1, a = 1 | join (print k = 1, a = 2, a1 = 3) on k',  'k:long a:long k1:long a2:long a1:long'],
  ['print a = dynamic([1]), i = 2 | mv-expand with_itemindex = i a', 'a:dynamic i:long i1:long'],
])('the columns of %s', (query, columns) => {
  const found = answer(query);
  expect(found.error).toBeUndefined();
  expect(found.columns).toBe(columns);
});

test.each([
  ['print a = 1 | project iff(a > 0, "x", a)', /iff\(bool, string, long\)/],
  ['print extract_all("[a-z]", "ab")', /no group for extract_all/],
  ['print d = dynamic(["1.00:00:00"]) | mv-expand d to typeof(timespan)', /typeof\(timespan\)/],
])('%s has no answer', (query, error) => {
  expect(answer(query).error).toMatch(error);
});
