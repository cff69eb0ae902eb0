import type { Diagnostic } from '../../../src/diagnostics';
import { positionAt } from '../../../src/diagnostics';
import { loadWatchlist } from '../../../src/rules/catalog/watchlist-file';

const yaml = 'alias: hashes\nname: Good hashes\nitemsSearchKey: SHA1\nletterCase: lower\n';
const load = (csv: string | undefined, text = yaml) =>
  loadWatchlist({
    definition: { path: 'w/hashes.yaml', text },
    ...(csv === undefined ? {} : { items: { path: 'w/hashes.csv', text: csv } }),
  });
const shown = (found: readonly Diagnostic[]) =>
  found.map(({ code, severity, message, source, span }) => {
    const { line, column } = positionAt(source, span.start);
    return `${source.path}:${line}:${column} ${severity} ${code}: ${message}`;
  });

test('rows are text by column', () => {
  const { value, diagnostics } = load('SHA1,File\naa11,"a, b"\nbb22,010\n');
  expect(diagnostics).toEqual([]);
  expect(value).toMatchObject({
    alias: 'hashes',
    itemsSearchKey: 'SHA1',
    columns: [
      { name: 'SHA1', type: 'string' },
      { name: 'File', type: 'string' },
    ],
    items: [
      { SHA1: 'aa11', File: 'a, b' },
      { SHA1: 'bb22', File: '010' },
    ],
  });
});

test.each([
  ['no CSV', undefined, ['w/hashes.yaml:1:8 error watchlist-items: there is no hashes.csv beside this file']],
  ['empty CSV', '', ['w/hashes.csv:1:1 error watchlist-items: the file is empty, expected a header row and rows']],
  ['no rows', 'SHA1\n', ['w/hashes.csv:1:1 error watchlist-items: there are no rows']],
  [
    'another key',
    'sha1\naa\n',
    ['w/hashes.csv:1:1 error watchlist-search-key: the search key SHA1 is none of the columns sha1'],
  ],
  ['blank key', 'SHA1,F\naa,1\n ,2\n', ['w/hashes.csv:3:1 error watchlist-search-key: the search key is blank']],
  [
    'letter case',
    'SHA1\naa\nAb\n',
    ['w/hashes.csv:3:1 error watchlist-letter-case: "Ab" is not in lower case, as `letterCase` says'],
  ],
  ['twice', 'SHA1,F\naa,1\naa,1\n', ['w/hashes.csv:3:1 warning watchlist-items: the same row is there before']],
  ['cells', 'SHA1,F\naa,1,2\nbb,2\n', ['w/hashes.csv:2:1 error watchlist-csv: the row has 3 values, the header 2']],
  ['quote', 'SHA1,F\naa,"1\n', ['w/hashes.csv:2:4 error watchlist-csv: found a double quote that is never closed']],
  [
    'header',
    'SHA1,A,A,SearchKey, B\naa,1,2,3,4\n',
    [
      'w/hashes.csv:1:8 error watchlist-columns: column A is there twice',
      'w/hashes.csv:1:10 error watchlist-columns: _GetWatchlist has a column SearchKey of its own',
      'w/hashes.csv:1:20 error watchlist-columns: found the column name " B", expected letters, digits, and in between also spaces, dots, hyphens',
    ],
  ],
])('%s', (_name, csv, expected) => {
  expect(shown(load(csv).diagnostics)).toEqual(expected);
});

test('a long list of one mistake ends', () => {
  const { diagnostics } = load(`SHA1\n${'AA\n'.repeat(500)}`);
  const cases = diagnostics.filter(({ code }) => code === 'watchlist-letter-case');
  expect(cases).toHaveLength(20);
  expect(cases.at(-1)?.message).toContain('not shown');
});

test('a file over the service limit', () => {
  const { diagnostics } = load(`SHA1\n${'é'.repeat(2_000_000)}\n`);
  expect(diagnostics.map(({ code }) => code)).toEqual(['watchlist-size']);
});

test.each([
  ['alias: ab\nname: abc\nitemsSearchKey: SHA1\n', ['1:8']],
  ['alias: _hashes\nname: abc\nitemsSearchKey: SHA1\n', ['1:8']],
  [`alias: ${'a'.repeat(65)}\nname: abc\nitemsSearchKey: SHA1\n`, ['1:8']],
  ['alias: hashes\nname: ends with dot.\nitemsSearchKey: SHA1\n', ['2:7']],
  ['alias: hashes2\nname: abc\nitemsSearchKey: SHA1\n', ['1:8']],
])('%j', (text, places) => {
  const found = load('SHA1\naa\n', text).diagnostics;
  expect(found.map(({ source, span }) => Object.values(positionAt(source, span.start)).join(':'))).toEqual(places);
});

test('rows without a definition', () => {
  const { diagnostics } = loadWatchlist({ items: { path: 'w/lost.csv', text: 'A\n1\n' } });
  expect(shown(diagnostics)).toEqual(['w/lost.csv:1:1 error watchlist-items: there is no lost.yaml beside this file']);
});
