import fc from 'fast-check';
import { RE2JS } from 're2js';
import { compileRegex } from '../../../src/kql/values/regex';
import { requiredLiteral } from '../../../src/kql/values/required-literal';

test.each<[string, string | undefined]>([
  ['abc', 'abc'],
  ['(?i)ABC', 'abc'],
  ['a', undefined],
  ['ab|cd', undefined],
  ['(ab|cd)xy', 'xy'],
  ['x(?:ab|cd)yz', 'yz'],
  ['abc?de', 'ab'],
  ['abc*?d', 'ab'],
  ['abc+de', 'abc'],
  ['ab{0,2}cd', 'cd'],
  ['user=([^;]+);', 'user='],
  ['\\bnet\\.exe\\s+user\\b', 'net.exe'],
  ['(?i)\\s-e(?:nc|ncodedcommand)?\\s+([A-Za-z0-9+/=]{16,})', '-e'],
  ['(?i)process', 'proce'],
  ['(?i)sks', undefined],
  ['ab(?i)cd', undefined],
  ['(?i:ab)cd', 'cd'],
  ['\\Qab\\E', undefined],
  ['[]ab]cd', 'cd'],
  ['[^]ab]cd', 'cd'],
  ['[[:alpha:]]cd', 'cd'],
  ['[\\]]cd', 'cd'],
  ['(a[)]b)cd', 'cd'],
  ['a\\x41bcd', 'bcd'],
  ['\\p{L}abc', 'abc'],
  ['(?P<name>ab)c', undefined],
  ['😀ab', undefined],
])('%s needs %p', (pattern, literal) => {
  expect(requiredLiteral(pattern)?.text).toBe(literal);
});

const atom = fc.constantFrom(
  'a',
  'b',
  'A',
  's',
  'k',
  'é',
  '\\.',
  '-',
  '.',
  '[ab]',
  '[^a]',
  '\\w',
  '\\s',
  '(a|b)',
  '(?:ab)',
  '(ab)',
  '^',
  '$',
);
const pattern = fc
  .tuple(
    fc.constantFrom('', '(?i)', '(?s)'),
    fc.array(
      fc.tuple(atom, fc.constantFrom('', '', '', '*', '+', '?', '+?', '{2}', '{0,1}')).map((parts) => parts.join('')),
      {
        maxLength: 6,
      },
    ),
    fc.constantFrom('', '|b'),
  )
  .map(([flags, atoms, end]) => `${flags}${atoms.join('')}${end}`)
  .filter((text) => compileRegex(text) !== null);
const text = fc.array(fc.constantFrom('a', 'b', 'A', 'B', 's', 'ſ', 'K', '\u212a', 'é', 'É', '.', '-', ' ', '\n'), {
  maxLength: 12,
});

test('a pattern matches where it would without looking for what it needs', () => {
  fc.assert(
    fc.property(pattern, text, fc.nat(3), (source, chars, from) => {
      const given = chars.join('');
      const matcher = RE2JS.compile(source).matcher(given);
      const start = Math.min(from, given.length);
      const expected = matcher.find(start) ? [matcher.start(), matcher.end()] : null;
      const found = compileRegex(source)?.match(given, start);
      expect(found ? [found.start, found.end] : null).toEqual(expected);
      expect(compileRegex(source)?.test(given)).toBe(RE2JS.compile(source).test(given));
    }),
    { numRuns: 2000 },
  );
});
