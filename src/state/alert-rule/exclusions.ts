import type { Impact } from '../change';
import type { TextDiff, TextLine } from '../text-diff';

/** The one line that an exclusion compiles to: `| where not(coalesce(<predicate>, false)) // <name>`. */
const LINE = /^\s*\|\s*where\s+not\(coalesce\(.*,\s*false\)\)\s*\/\/\s*(\S.*?)\s*$/;

export interface ExclusionReading {
  readonly lines: readonly TextLine[];
  readonly notes: readonly string[];
  readonly impact: Impact;
}

/**
 * Reads a query diff for exclusions that came, went or changed. One that came hides events, one that changed may hide
 * more of them: both weaken. A diff of nothing but exclusions that went strengthens.
 */
export function readExclusions({ lines }: TextDiff): ExclusionReading {
  const named = lines.map((line) => ({ line, name: LINE.exec(line.text)?.[1] }));
  const of = (sign: '+' | '-'): ReadonlySet<string> =>
    new Set(named.flatMap(({ line, name }) => (line.sign === sign && name !== undefined ? [name] : [])));
  const came = of('+');
  const went = of('-');
  const word = (name: string): string => {
    if (came.has(name) && went.has(name)) return 'exclusion changed';
    return came.has(name) ? 'exclusion added' : 'exclusion removed';
  };
  const touched = named.filter(({ line }) => line.sign === '+' || line.sign === '-');
  const onlyExclusions = touched.every(({ name }) => name !== undefined);
  return {
    lines: named.map(({ line, name }) =>
      name !== undefined && (line.sign === '+' || line.sign === '-') ? { ...line, note: word(name) } : line,
    ),
    notes: [...new Set([...came, ...went])].sort().map((name) => `${word(name)}: ${name}`),
    impact: came.size > 0 ? 'weakens' : went.size > 0 && onlyExclusions ? 'strengthens' : 'changes',
  };
}
