import { answer } from '../answers';

test.each<[string, unknown]>([
  ["indexof('banana', 'an', -3)", 3],
  ["indexof('banana', 'an', 0, -1, 2)", 3],
  ["indexof('banana', 'an', 0, 1)", -1],
  ['indexof(12345, 34)', 2],
  ["indexof_regex('a1b22', @'\\d+', 0, -1, 2)", 3],
  ["indexof_regex('abc', 'z')", -1],
  ["extract_all(@'(\\d)', 'a1b2')", ['1', '2']],
  [
    "extract_all(@'(\\w)(\\d)', 'a1b2')",
    [
      ['a', '1'],
      ['b', '2'],
    ],
  ],
  ["extract_all(@'(\\w)(\\d)', dynamic([2]), 'a1b2')", ['1', '2']],
  ["extract_all(@'(\\d)', 'none')", null],
  ["replace_strings('This is', dynamic(['is', 'This']), dynamic(['was', 'That']))", 'Thwas was'],
  ["replace_strings('aXbX', dynamic(['X']), dynamic(['y']))", 'ayby'],
  ["translate('abc', 'xy', 'aabbcc-')", 'xxyyyy-'],
  ["countof('aaa', 'aa')", 2],
  ["countof('aaa', 'aa', 'regex')", 1],
  ["has_any_index('one two', dynamic(['TWO', 'one']))", 0],
  ["strcmp('a', 'B')", 1],
  ["strrep('ab', 3, '-')", 'ab-ab-ab'],
  ["strlen(strrep('ab', 5000))", 2048],
  [
    "treepath(dynamic({'a': [{'x': 1}, 'text', {'x': 2, 'y': 3}]}))",
    ["['a']", "['a'][0]", "['a'][0]['x']", "['a'][0]['y']"],
  ],
  ['tohex(-1)', 'ffffffffffffffff'],
  ['tohex(toint(-1))', 'ffffffff'],
  ['tohex(255, 4)', '00ff'],
  ["base64_decode_tostring('S3VzdG8=')", 'Kusto'],
  ["base64_decode_tostring('gIA=')", ''],
  ["base64_decode_tostring('no base64')", ''],
  ["url_encode('a b/é')", 'a+b%2f%c3%a9'],
  ["url_encode_component('a b/é')", 'a%20b%2f%c3%a9'],
  ["url_decode('a+b%2Fc%20d')", 'a b/c d'],
  ["hash('World')", '1846988464401551951'],
  ["hash('World', 100)", 51],
  ["hash_sha256('abc')", 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
  ['hash_md5(123)', '202cb962ac59075b964b07152d234b70'],
  ['make_string(75, dynamic([117, 115]))', 'Kus'],
  ["strcat('a', // a comment 'with quotes'\n 'b')", 'ab'],
])('%s', (expression, value) => {
  expect(answer(`print x = ${expression}`).rows).toEqual([[value]]);
});

test('estimate_data_size knows longs and texts', () => {
  const rows = 'datatable(n: long, s: string)[1, "abc", 2, "é"]';
  expect(answer(`${rows} | project estimate_data_size(*), text = estimate_data_size(s)`).rows).toEqual([
    [11, 3],
    [10, 2],
  ]);
  expect(answer('print x = 1.5 | project estimate_data_size(x)').error).toMatch(/^unsupported: /);
});
