import { answer } from '../answers';

test.each<[string, unknown]>([
  ["parse_url('https://user:pw@host.example:8443/a/b?x=1&y=%20z&x=2#frag').Port", '8443'],
  ["parse_url('https://host/a/b').Path", '/a/b'],
  ["parse_url('https://host/a?y=%20z')['Query Parameters'].y", ' z'],
  ["parse_urlquery('k=v&e')['Query Parameters']", { k: 'v' }],
  ["parse_path(@'C:\\temp\\a.b.txt:stream').AlternateDataStreamName", 'stream'],
  ["parse_path(@'C:\\temp\\a.b.txt').RootPath", 'C:\\'],
  ["parse_path(@'C:\\temp\\a.b.txt').Extension", 'txt'],
  ["parse_path('/usr/lib/x').DirectoryName", 'lib'],
  ['parse_csv(\'a,"b,""c""",\\nnext\')', ['a', 'b,"c"', '']],
  ["tostring(parse_version('1.2'))", '1000000020000000000000000'],
  ["parse_version('1.x')", null],
  ['parse_command_line(@\'a.exe "b c" \\\\"d\\"\', \'windows\')', ['a.exe', 'b c', '\\d"']],
  ["parse_xml('<e/>')", { e: null }],
  ['parse_xml(\'<e n="1">t &amp; u</e>\')', { e: { '@n': '1', '#text': 't & u' } }],
  ['parse_xml(\'<?xml version="1.0"?><!-- c --><r><a>1</a><b>2</b><a>3</a></r>\').r', { a: ['1', '3'], b: '2' }],
  ['parse_xml(\'<EventData><Data Name="x">1</Data><Data Name="y"/></EventData>\').EventData.Data[1][\'@Name\']', 'y'],
  ["parse_xml('<a><![CDATA[<b>]]></a>').a", '<b>'],
  ["parse_xml('<a><b></a>')", null],
  ["parse_xml('no xml')", null],
  ['parse_xml(\'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>\')', null],
])('%s', (expression, value) => {
  expect(answer(`print x = ${expression}`).rows).toEqual([[value]]);
});
