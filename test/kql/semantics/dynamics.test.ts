import { answer } from '../answers';
import { testExpressions } from './trap';

// Sections 5.* and 7.* of the facts about Kusto's semantics, in their order.
// prettier-ignore
testExpressions([
  ['access never fails',
    ["dynamic({'a': 1}).b", null], ['dynamic([1, 2])[5]', null], ["dynamic({'a': 1}).a.b.c", null], ['dynamic([1, 2])[-1]', 2], ["dynamic({'a': {'b': [7]}}).a.b[0]", 7], ["dynamic({'a b': 1})['a b']", 1]],
  ['what is accessed stays dynamic',
    ["gettype(dynamic({'a': 'x'}).a)", 'string'], ["tostring(dynamic({'a': 'x'}).a)", 'x']],
  ['parse_json takes any text',
    [`parse_json('{"a": 1}').a`, 1], ["parse_json('no json')", 'no json'], ["parse_json('')", null], ["parse_json('null')", null], ["parse_json(dynamic([1]))", [1]], [`gettype(parse_json("{'a': 1}"))`, 'string']],
  ['literals take single quotes and typed members',
    ["dynamic({'a': 1}).a", 1], ["tostring(dynamic({'d': datetime(2024-05-06)}))", '{"d":"2024-05-06T00:00:00.0000000Z"}']],
  ['tostring of a dynamic',
    ["tostring(dynamic('text'))", 'text'], ["tostring(dynamic({'a': [1, 2.0, null, true]}))", '{"a":[1,2.0,null,true]}'], ['tostring(dynamic(null))', ''], ["dynamic_to_json(dynamic({'b': 1, 'a': 2}))", '{"a":2,"b":1}']],
  ['nulls in arrays count, arrays alone have a length',
    ['array_length(dynamic([1, null]))', 2], ['isnull(dynamic(null))', true], [`array_length(parse_json('{"a": 1}'))`, null], ["array_length(parse_json('abc'))", null]],
  ['dates and spans become texts in JSON',
    ['tostring(pack_array(2s, datetime(2024-05-06)))', '["00:00:02","2024-05-06T00:00:00.0000000Z"]']],
  ['bags: the first value of a key wins, paths reach in',
    ["bag_merge(dynamic({'a': 1}), dynamic({'a': 2, 'b': 3}))", { a: 1, b: 3 }], ["bag_keys(parse_json('[1]'))", null], ['bag_keys(dynamic({}))', []], ["bag_remove_keys(dynamic({'a': {'b': 1, 'c': 2}}), dynamic(['$.a.b']))", { a: { c: 2 } }],
    ["bag_has_key(dynamic({'a': {'b': 1}}), '$.a.b')", true], ["bag_set_key(dynamic({'a': 1}), '$.b.c', 2)", { a: 1, b: { c: 2 } }], ["bag_zip(dynamic(['a', 1, 'b']), dynamic([10, 20]))", { a: 10, b: null }], ["bag_pack('a', long(null), 'b', 1)", { a: null, b: 1 }]],
  ['sets and arrays',
    ['set_union(dynamic([2, 1, 2]), dynamic([3, 1]))', [2, 1, 3]], ['set_intersect(dynamic([1, 2]), dynamic([3]))', []], ['set_difference(dynamic([3, 1, 3, 2]), dynamic([1]))', [3, 2]], ['array_concat(dynamic([1]), dynamic([1]))', [1, 1]],
    ['array_slice(dynamic([1, 2, 3, 4]), 1, 2)', [2, 3]], ["array_index_of(dynamic(['a']), 'b')", -1], ['array_sort_asc(dynamic([2, null, 1]))', [1, 2, null]], ['array_iff(dynamic([true, false]), dynamic([1]), dynamic([5, 6, 7]))', [1, 6]]],
  ['zip, array_split, jaccard_index',
    ['zip(dynamic([1, 2]), dynamic([3]))', [[1, 3], [2, null]]], ['array_split(dynamic([1, 2, 3]), 1)', [[1], [2, 3]]], ['jaccard_index(dynamic([1, 2]), dynamic([2, 3, 4]))', 0.25], ["gettype(range(int(1), int(2))[0])", 'long']],
  ['what gettype calls things',
    ['gettype(dynamic([1]))', 'array'], ['gettype(dynamic({}))', 'dictionary'], ['gettype(dynamic(1))', 'long'], ['gettype(dynamic(1.5))', 'double'], ['gettype(dynamic(true))', 'bool'], ['gettype(dynamic(null))', 'null']],

  ['parse_ipv4 masks, private ranges are three',
    ["parse_ipv4('10.1.2.3/16') == parse_ipv4('10.1.0.0')", true], ["parse_ipv4('10.1.2')", null], ["parse_ipv4('256.1.1.1')", null], ["ipv4_is_private('172.31.0.1')", true], ["ipv4_is_private('172.32.0.1')", false], ["ipv4_is_private('127.0.0.1')", false], ["ipv4_is_private('169.254.0.1')", false]],
  ['the smaller prefix decides',
    ["ipv4_is_match('10.1.2.3/24', '10.1.2.99/16')", true], ["ipv4_compare('10.1.2.3', '10.1.2.4', 24)", 0], ["ipv4_is_in_range('10.1.2.3', '10.1.0.0/16')", true], ["ipv4_is_in_any_range('10.1.2.3', '192.168.0.0/16', '10.0.0.0/8')", true], ["ipv4_is_in_any_range('10.1.2.3', dynamic(['192.168.0.0/16']))", false], ["ipv4_is_match('x', '10.1.2.3')", null]],
  ['IPv4 text is a mapped IPv6 address',
    ["parse_ipv6('10.1.2.3')", '0000:0000:0000:0000:0000:ffff:0a01:0203'], ["parse_ipv6('FE80::1')", 'fe80:0000:0000:0000:0000:0000:0000:0001'], ["parse_ipv6('::10.1.2.3')", '0000:0000:0000:0000:0000:0000:0a01:0203'], ["ipv6_is_match('10.1.2.3', '10.1.2.4', 120)", true]],
  ['addresses are printed from numbers and texts',
    ["format_ipv4('10.1.2.3', 16)", '10.1.0.0'], ['format_ipv4(167838211)', '10.1.2.3'], ["format_ipv4_mask('10.1.2.3', 24)", '10.1.2.0/24'], ["ipv4_netmask_suffix('10.1.2.3/24')", 24], ["ipv4_range_to_cidr_list('10.0.0.0', '10.0.0.2')", ['10.0.0.0/31', '10.0.0.2/32']]],
]);

test('a dynamic is no key', () => {
  const bag = `print d = parse_json('{"a": 1}')`;
  expect(answer(`${bag} | summarize count() by d.a`).error).toMatch(/^semantic: /);
  expect(answer(`${bag} | summarize count() by tostring(d.a)`).rows).toEqual([['1', 1]]);
});

test('pack_all(true) leaves out nulls and empty texts', () => {
  const table = 'datatable(a: long, b: string, c: long)[long(null), "", 1]';
  expect(answer(`${table} | project x = pack_all(), y = pack_all(true)`).rows).toEqual([
    [{ a: null, b: '', c: 1 }, { c: 1 }],
  ]);
});

test('several arrays sort by the first', () => {
  expect(
    answer('print (a, b) = array_sort_desc(dynamic([1, 3, 2]), dynamic(["x", "y", "z"])) | project a, b').rows,
  ).toEqual([
    [
      [3, 2, 1],
      ['y', 'z', 'x'],
    ],
  ]);
});
