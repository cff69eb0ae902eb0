import { analyze, catalogOf } from '../../src/kql';
import { queryBlock } from '../../src/report/parts/query';
import { queryWords } from '../../src/report/pages/query-words';

const catalog = catalogOf({
  tables: [
    {
      name: 'SigninLogs',
      columns: [
        { name: 'UserPrincipalName', type: 'string' },
        { name: 'TimeGenerated', type: 'datetime' },
      ],
    },
  ],
});

const coloured = (text: string): string => {
  const { markup } = queryBlock({ text, parts: analyze(text, catalog).classified() }, 'Query');
  return /<code>([\s\S]*)<\/code>/.exec(markup)?.[1] ?? '';
};

test('a query in the colours of the official classifier', () => {
  expect(
    coloured('let least = 3; // why\nSigninLogs\n| where UserPrincipalName has "<b>" and TimeGenerated > ago(1h)\n'),
  ).toBe(
    [
      '<i class="k">let</i> <i class="v">least</i> = <i class="n">3</i>; <i class="c">// why</i>',
      '<i class="t">SigninLogs</i>',
      '| <i class="k">where</i> <i class="l">UserPrincipalName</i> <i class="o">has</i> <i class="s">&quot;&lt;b&gt;&quot;</i> <i class="o">and</i> <i class="l">TimeGenerated</i> &gt; <i class="f">ago</i>(<i class="n">1h</i>)',
    ].join('\n'),
  );
});

test.each([
  ['no KQL at all', '((('],
  ['a command', '.drop table T'],
  ['nothing', ''],
  ['an open string', 'T | where a == "<script>'],
])('%s keeps its text', (_, text) => {
  const plain = coloured(text).replace(/<\/?i[^>]*>/g, '');
  expect(plain).toBe(text.replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'));
});

test('words that a query is found by', () => {
  expect(queryWords('SigninLogs | where Name has "rundll32.exe" and Name != "x" | where TimeGenerated > ago(1d)')).toBe(
    'signinlogs name rundll32.exe',
  );
});
