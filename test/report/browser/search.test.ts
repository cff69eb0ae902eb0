import fc from 'fast-check';
import { parseTerms, search, searchIndex } from '../../../src/report/browser/search';

const entry = (name: string, words = '') => ({ name, id: `id-${name}`, path: `Rules/${name}.yaml`, words });
const index = searchIndex([
  entry('Password spray', 'signinlogs t1110.003'),
  entry('Rare child process', 'deviceprocessevents word.exe'),
  entry('Spray of passwords', 'another password'),
  entry('Dns tunnel', 'dnsevents spraying'),
]);
const found = (query: string) => search(index, query);

test.each([
  ['spray', [2, 0, 3]],
  ['password', [0, 2]],
  ['password spray', [0, 2]],
  ['"password spray"', [0]],
  ['spray -password', [3]],
  ['-spray', [1]],
  ['T1110', [0]],
  ['SIGNIN', [0]],
  ['word.exe', [1]],
  ['id-dns', [3]],
  ['rules/rare', [1]],
  ['nowhere', []],
  ['"unclosed spray', []],
] as const)('%s', (query, expected) => {
  expect(found(query)).toEqual(expected);
});

test.each(['', '   ', '""', '-', '-""'])('%j asks for nothing', (query) => {
  expect(parseTerms(query).filter(({ excluded }) => !excluded)).toEqual([]);
});

test('nothing asked for is not the same as nothing found', () => {
  expect(found(' ')).toBeUndefined();
});

test('every text is a query, and finds only what has all its words', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (query) => {
      const places = found(query) ?? [];
      for (const place of places) {
        for (const { text, excluded } of parseTerms(query)) {
          expect(index.texts[place]?.includes(text)).toBe(!excluded);
        }
      }
    }),
  );
});
