import type { Random } from './random';

const TOKENS = [
  ...'| || ( ) [ ] { } , ; . .. = == != =~ !~ <= <> => * - + / % : @ # $left.'.split(' '),
  ...'where extend project project-away project-rename project-reorder summarize by join kind=leftanti on union distinct'.split(
    ' ',
  ),
  ...'mv-expand mv-apply make-series parse evaluate invoke serialize search find render lookup as fork partition scan'.split(
    ' ',
  ),
  ...'let materialize(T) toscalar( datatable( externaldata( print range ago(5d) now() bin( iff( case( has_any contains'.split(
    ' ',
  ),
  ...'in~ !in between has and or not( isempty( tolower( dynamic( parse_json( todynamic( bag_unpack pivot( _GetWatchlist('.split(
    ' ',
  ),
  ...'TimeGenerated Timestamp SigninLogs DeviceProcessEvents T Nope_CL _Im_Dns workspace("x").T database("d") $table'.split(
    ' ',
  ),
  '"',
  "'",
  '@"',
  '```',
  '//',
  '// @exclusions',
  '// @exclusions x',
  'let n = 3; // @parameter',
  '// sentinel-ignore kql-syntax: fuzz',
  'datetime(0001-01-01)',
  'datetime(9999-12-31)',
  '99999999999999999999',
  '1e400',
  '-1d',
  '365000d',
  '1tick',
  'long(null)',
  'typeof(',
  '\u0000',
  '\u00a0',
  '\u{1F600}',
  'é',
  '['.repeat(30),
  '('.repeat(30),
  '((((',
  '))))',
  'x'.repeat(200),
  '\n',
  '\t',
  ' ',
];
const WORD = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|[\w$-]+|\s+|[^\w\s]/g;

/** The lines of the query's block; the whole text where there is none. */
function queryLines(lines: readonly string[]): readonly [from: number, to: number] {
  const from = lines.findIndex((line) => /^query: *[|>]/.test(line)) + 1;
  if (from === 0) return [0, lines.length];
  let to = from;
  while (to < lines.length && (lines[to]?.trim() === '' || lines[to]?.startsWith(' ') === true)) to++;
  return [from, to];
}

/** Drops, doubles, swaps, replaces and inserts tokens of the query; `other` lends lines of another query. */
export function mutateKql(text: string, random: Random, other: string): string {
  const lines = text.split('\n');
  const [from, to] = queryLines(lines);
  if (to <= from) return text;
  const others = other.split('\n');
  const [otherFrom, otherTo] = queryLines(others);
  for (let left = 1 + random.below(5); left > 0; left--) {
    const at = from + random.below(to - from);
    const indent = /^ */.exec(lines[at] ?? '')?.[0] ?? '';
    const tokens = (lines[at] ?? '').slice(indent.length).match(WORD) ?? [''];
    const index = random.below(tokens.length);
    const token = tokens[index] ?? '';
    switch (random.below(7)) {
      case 0:
        tokens.splice(index, 1);
        break;
      case 1:
        tokens.splice(index, 0, token);
        break;
      case 2:
        tokens.splice(random.below(tokens.length), 0, ...tokens.splice(index, 1));
        break;
      case 3:
        tokens[index] = random.pick(TOKENS);
        break;
      case 4:
        tokens.splice(index, 0, random.pick(TOKENS), ' ');
        break;
      case 5:
        tokens[index] = token.slice(0, random.below(token.length + 1)) + random.pick(['_', 'x', '']);
        break;
      default:
        tokens.push(`\n${indent}${others[otherFrom + random.below(Math.max(1, otherTo - otherFrom))]?.trim() ?? ''}`);
    }
    lines[at] = indent + tokens.join('').replaceAll(/\n(?! )/g, `\n${indent}`);
  }
  return lines.join('\n');
}
