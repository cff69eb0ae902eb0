import type { Random } from './random';

const VALUES = [
  '',
  'null',
  '~',
  '[]',
  '{}',
  '0',
  '-1',
  '9e999',
  '0x1F',
  'true',
  '"',
  "'it''s'",
  '"\\u0041\\n"',
  '[1, [2, {a: 3}]]',
  '{a: {b: c}}',
  '{{Column}}',
  '|',
  '>-',
  '|2+',
  '&a x',
  '*a',
  '!!int 3',
  '!custom x',
  '2026-01-01',
  'PT5H',
  '5h',
  '1000d',
  'P1Y',
  '__proto__',
  'x # sentinel-ignore unknown-key: fuzz',
  'a: b: c',
  '%',
  '@',
  '\u{1F600}',
  '\u202eabc',
  'x'.repeat(400),
];
const KEYS = [
  '__proto__',
  'constructor',
  '<<',
  '?',
  'query',
  'exclusions',
  'ignore',
  'kind',
  'id',
  'parameters',
  '"a b"',
];
const LINES = ['---', '...', '%YAML 1.2', '# @exclusions', '\t', '- - - x', '? a', ': b', '&x', '<<: *x'];

type Edit = (lines: string[], random: Random, other: readonly string[]) => void;

const someLine = (lines: readonly string[], random: Random): number => random.below(Math.max(1, lines.length));

/** The lines of a key: its own, and those below it that are indented further. */
function blockAt(lines: readonly string[], at: number): number {
  const depth = /^ */.exec(lines[at] ?? '')?.[0].length ?? 0;
  let end = at + 1;
  while (end < lines.length && (lines[end]?.trim() === '' || (/^ */.exec(lines[end] ?? '')?.[0].length ?? 0) > depth))
    end++;
  return end;
}

const EDITS: readonly Edit[] = [
  // a block goes, comes twice, moves, is indented, loses its indentation
  (lines, random) => void lines.splice(...span(lines, random)),
  (lines, random) => {
    const [at, count] = span(lines, random);
    lines.splice(someLine(lines, random), 0, ...lines.slice(at, at + count));
  },
  (lines, random) => {
    const [at, count] = span(lines, random);
    const moved = lines.splice(at, count);
    lines.splice(someLine(lines, random), 0, ...moved);
  },
  (lines, random) => shift(lines, random, (line) => `${' '.repeat(1 + random.below(4))}${line}`),
  (lines, random) => shift(lines, random, (line) => line.replace(/^ {1,4}/, '')),
  // a value of another kind, another key, another quoting
  (lines, random) => change(lines, random, (line) => line.replace(/:.*$/, () => `: ${random.pick(VALUES)}`)),
  (lines, random) => change(lines, random, (line) => line.replace(/[\w-]+:/, () => `${random.pick(KEYS)}:`)),
  (lines, random) => change(lines, random, (line) => line.replace(/: ?(\S.*)$/, (_, value) => `: "${String(value)}"`)),
  (lines, random) => change(lines, random, (line) => `${line} ${random.pick(VALUES)}`),
  (lines, random) => change(lines, random, (line) => line.replace(/^ */, '$&- ')),
  (lines, random) =>
    change(lines, random, (line) => line.replace(/:\s*\|\s*$/, () => `: ${random.pick(['>', '>-', '|-', '|3', '"'])}`)),
  (lines, random) => change(lines, random, (line) => `${line}\r`),
  // a strange line, or a block of another rule
  (lines, random) => void lines.splice(someLine(lines, random), 0, random.pick(LINES)),
  (lines, random, other) => {
    const [at, count] = span(other, random);
    lines.splice(someLine(lines, random), 0, ...other.slice(at, at + count));
  },
];

function span(lines: readonly string[], random: Random): [number, number] {
  const at = someLine(lines, random);
  return [at, blockAt(lines, at) - at];
}

function shift(lines: string[], random: Random, how: (line: string) => string): void {
  const [at, count] = span(lines, random);
  for (let index = at; index < at + count; index++) lines[index] = how(lines[index] ?? '');
}

function change(lines: string[], random: Random, how: (line: string) => string): void {
  const at = someLine(lines, random);
  lines[at] = how(lines[at] ?? '');
}

/** Rearranges lines and blocks, and gives keys values of other kinds; `other` lends blocks of another rule. */
export function mutateYaml(text: string, random: Random, other: string): string {
  const lines = text.split('\n');
  for (let left = 1 + random.below(5); left > 0; left--) random.pick(EDITS)(lines, random, other.split('\n'));
  return lines.join('\n');
}
