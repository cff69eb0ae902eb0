import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { decodePunycode, encodePunycode } from '../../../src/kql/functions/scalar/punycode';
import { answer } from '../answers';

test.each<[string, unknown]>([
  ["punycode_from_string('bücher')", 'bcher-kva'],
  ["punycode_to_string('bcher-kva')", 'bücher'],
  ["punycode_to_string('b!')", ''],
  ["punycode_domain_to_string('müller。example.org')", 'xn--mller-kva.example.org'],
  ["punycode_domain_from_string('xn--mller-kva.example.org')", 'müller.example.org'],
  ["punycode_domain_from_string('plain.example')", 'plain.example'],
  ['base64_encode_fromguid(guid(00112233-4455-6677-8899-aabbccddeeff))', 'MyIRAFVEd2aImaq7zN3u/w=='],
  ["base64_decode_toguid('MyIRAFVEd2aImaq7zN3u/w==')", '00112233-4455-6677-8899-aabbccddeeff'],
  ["base64_decode_toguid('c2hvcnQ=')", null],
  ["gzip_decompress_from_base64_string(gzip_compress_to_base64_string('alert 1102'))", 'alert 1102'],
  ["zlib_decompress_from_base64_string(zlib_compress_to_base64_string('alert 1102'))", 'alert 1102'],
  ["zlib_compress_to_base64_string('ab')", 'eAEBAgD9/2FiASYAxA=='],
  ["regex_quote('a.b*(c)')", 'a\\.b\\*\\(c\\)'],
  ["regex_quote(@'c:\\x')", 'c:\\\\x'],
  ['format_bytes(812)', '812 Bytes'],
  ['format_bytes(1536, 1)', '1.5 KB'],
  ['format_bytes(5000000, 2)', '4.77 MB'],
  ["format_bytes(5000000, 0, 'KB')", '4883 KB'],
  ["repeat('x', 3)", ['x', 'x', 'x']],
  ['repeat(1, 0)', []],
  ['repeat(1, -1)', null],
  ["datepart('Year', datetime(2024-02-29))", 2024],
  ['unixtime_nanoseconds_todatetime(1700000000123456700)', '2023-11-14T22:13:20.1234567Z'],
])('%s', (expression, value) => {
  expect(answer(`print x = ${expression}`).rows).toEqual([[value]]);
});

test('a gzip header says neither effort nor system', () => {
  const [[text] = []] = answer("print x = gzip_compress_to_base64_string('ab')").rows;
  const bytes = Buffer.from(String(text), 'base64');
  const own = gzipSync('ab', { level: 0 });
  own.set([0, 255], 8);
  expect(bytes).toEqual(own);
});

test.each([
  "gzip_compress_to_base64_string(strrep('long text ', 20))",
  'format_bytes(1024, 2)',
  'format_bytes(-1)',
  "format_bytes(1, 0, 'Bits')",
])('what no page says is refused: %s', (expression) => {
  expect(answer(`print x = ${expression}`).error).toMatch(/^unsupported: /);
});

test('one row that cannot be answered refuses the column', () => {
  const sizes = 'datatable(size: real)[1536.0, 1024.0]';
  expect(answer(`${sizes} | extend x = format_bytes(size, 1)`).error).toMatch(/^unsupported: /);
  expect(answer(`${sizes} | where size > 1500 | project x = format_bytes(size, 1)`).rows).toEqual([['1.5 KB']]);
});

test('punycode reads what it wrote', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 20 }), (text) => {
      expect(decodePunycode(encodePunycode(text))).toBe(text);
    }),
  );
});
