import fc from 'fast-check';
import { dump, load } from 'js-yaml';
import { parseYaml } from '../../src/yaml';
import type { ScalarStyle, YamlNode } from '../../src/yaml';

const parse = (text: string) => parseYaml({ path: 'a.yaml', text });

function* scalars(node: YamlNode): Generator<Extract<YamlNode, { kind: 'scalar' }>> {
  if (node.kind === 'scalar') yield node;
  else if (node.kind === 'sequence') for (const item of node.items) yield* scalars(item);
  else
    for (const { key, value } of node.entries) {
      yield key;
      yield* scalars(value);
    }
}

const word = fc.stringMatching(/^[a-zA-Z][a-zA-Z0-9 ]{0,12}[a-zA-Z0-9]$/);
const value: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  node: fc.oneof({ maxDepth: 3 }, tie('leaf'), tie('list'), tie('map')),
  leaf: fc.oneof(
    word,
    fc.string({ maxLength: 30 }),
    fc.double({ noNaN: true }),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
  ),
  list: fc.array(tie('node'), { maxLength: 4 }),
  map: fc.dictionary(word, tie('node'), { maxKeys: 4, noNullPrototype: true }),
})).node;

test('what js-yaml writes is read back as the same value', () => {
  fc.assert(
    fc.property(fc.dictionary(word, value, { minKeys: 1, maxKeys: 5, noNullPrototype: true }), (data) => {
      const text = dump(data, { noRefs: true });
      const { document, diagnostics } = parse(text);
      expect(diagnostics).toEqual([]);
      expect(document?.value).toEqual(load(text));
    }),
  );
});

function holds(shown: string, style: ScalarStyle, decoded: string): boolean {
  if (style === 'plain') return shown === decoded || shown.includes('\n') || decoded === '';
  if (style === 'single-quoted') return /^'[^]*'$/.test(shown);
  if (style === 'double-quoted') return /^"[^]*"$/.test(shown);
  return shown.trim() === shown;
}

test('spans hold what they name', () => {
  fc.assert(
    fc.property(
      fc.dictionary(word, value, { minKeys: 1, maxKeys: 5, noNullPrototype: true }),
      fc.boolean(),
      (data, flow) => {
        const text = dump(data, { noRefs: true, ...(flow ? { flowLevel: 1 } : {}) });
        const { document } = parse(text);
        for (const { style, text: decoded, span, content } of scalars(document!.root)) {
          const shown = text.slice(span.start, span.end);
          expect({ shown, style, holds: holds(shown, style, decoded) }).toEqual({ shown, style, holds: true });
          expect(content.start).toBeGreaterThanOrEqual(0);
          expect(content.end).toBeLessThanOrEqual(text.length);
        }
      },
    ),
  );
});

const line = fc.oneof(fc.constant(''), fc.stringMatching(/^[a-z|=<>() "'#:-]{1,20}$/));

test('every character of a literal block is found at its place in the file', () => {
  fc.assert(
    fc.property(
      fc.array(line, { minLength: 1, maxLength: 8 }),
      fc.integer({ min: 1, max: 6 }),
      fc.constantFrom('\n', '\r\n'),
      fc.constantFrom('', '-', '+'),
      fc.boolean(),
      fc.boolean(),
      (lines, indent, end, chomp, indicator, more) => {
        const body = indicator ? lines : ['x', ...lines];
        const block = body.map((one) => (one === '' ? '' : ' '.repeat(indent) + one));
        const head = `name: n${end}query: |${indicator ? indent : ''}${chomp}${end}`;
        const text = head + block.join(end) + end + (more ? `after: 1${end}` : '');
        const parsed = parse(text);
        const embedded = parsed.document?.embeddedAt(['query']);
        expect(parsed.diagnostics).toEqual([]);
        expect(embedded?.exact).toBe(true);
        expect(embedded?.text).toBe((load(text) as { query: string }).query);
        const strayed = embedded!.text.split('').filter((char, at) => {
          const place = text.charAt(embedded!.toHost(at));
          return char === '\n' ? !['\n', '\r', ''].includes(place) : place !== char;
        });
        expect(strayed).toEqual([]);
        expect(embedded!.toHost(1e9)).toBeLessThanOrEqual(text.length);
      },
    ),
    { numRuns: 300 },
  );
});

test('in a folded or quoted scalar every visible character leads to itself', () => {
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 6 }), fc.constantFrom('>', '"', "'"), (words, style) => {
      const body = words.join('\n  ');
      const text = style === '>' ? `a: >\n  ${body}\nb: 1\n` : `a: ${style}${body}${style}\nb: 1\n`;
      const embedded = parse(text).document!.embeddedAt(['a'])!;
      const strayed = embedded.text
        .split('')
        .filter((char, at) => !/\s/.test(char) && text.charAt(embedded.toHost(at)) !== char);
      expect(strayed).toEqual([]);
    }),
  );
});

test('mangled text never throws, and every place is inside it', () => {
  const seed =
    'id: "a"\nl:\n  - k: 1\n    m: [x, {y: z}]\nq: |\n  let a = 1;\n\n  T | take 1\nd: >-\n  fol\n  ded\n# end\n';
  const mutation = fc.tuple(
    fc.nat(seed.length),
    fc.nat(6),
    fc.constantFrom(
      '',
      '\t',
      ':',
      ': ',
      '|',
      '{',
      ']',
      '"',
      "'",
      '&a ',
      '*a',
      '!x ',
      '- ',
      '\n',
      '\r',
      '---\n',
      '\u0000',
      '#',
      '%',
      '@',
      '? ',
      '\uFEFF',
      '\ud800',
    ),
  );
  fc.assert(
    fc.property(fc.array(mutation, { minLength: 1, maxLength: 6 }), (mutations) => {
      const text = mutations.reduce((t, [at, cut, put]) => t.slice(0, at) + put + t.slice(at + cut), seed);
      const { document, diagnostics } = parse(text);
      expect(document !== undefined || diagnostics.length > 0).toBe(true);
      for (const { span } of diagnostics) {
        expect(span.start).toBeGreaterThanOrEqual(0);
        expect(span.end).toBeGreaterThanOrEqual(span.start);
        expect(span.end).toBeLessThanOrEqual(text.length);
      }
      for (const { span } of document === undefined ? [] : scalars(document.root)) {
        expect(span.start).toBeGreaterThanOrEqual(0);
        expect(span.end).toBeLessThanOrEqual(text.length);
      }
    }),
    { numRuns: 1500 },
  );
});
