import type { ParseStep } from '../../plan/plan';
import { compileRegex } from '../../values/regex';
import type { Regex } from '../../values/regex';
import type { KqlType } from '../../values/type';

/**
 * What a capture of each type takes. A text is greedy: the flag `U` turns it round (measured cases of the Kusto
 * documentation; of types, measured on the Kusto emulator by duckdb-kql).
 */
const CAPTURES: Readonly<Partial<Record<KqlType, string>>> = {
  bool: 'true|false',
  int: String.raw`\s*[-+]?\d+`,
  long: String.raw`\s*[-+]?\d+`,
  real: String.raw`\s*[-+]?\d+(?:\.\d+)?`,
  decimal: String.raw`\s*[-+]?\d+(?:\.\d+)?`,
};

/** Cuts a text by one regular expression made of the steps; undefined where it does not match. */
export function regexCutter(
  steps: readonly ParseStep[],
  flags: string,
): ((text: string) => readonly string[] | undefined) | null {
  const regex = regexOf(steps, flags);
  if (regex === null) return null;
  const names = steps.flatMap((step, index) =>
    step.kind === 'capture' ? [regex.groupNames[`kql${index}`] ?? -1] : [],
  );
  return (text) => {
    const match = regex.match(text, 0);
    return match === null ? undefined : names.map((group) => match.groups[group] ?? '');
  };
}

/** Groups of our own are named: the texts may hold groups too. */
function regexOf(steps: readonly ParseStep[], flags: string): Regex | null {
  if (!/^[Uims]*$/.test(flags)) return null;
  const body = steps.map((step, index) => {
    switch (step.kind) {
      case 'text':
        return `(?:${step.text})`;
      case 'skip':
        return '.*';
      case 'capture':
        return `(?P<kql${index}>${CAPTURES[step.type] ?? '.*'})`;
    }
  });
  // Without a `^` of its own it may begin anywhere, unlike the simple kinds.
  return compileRegex(`${flags === '' ? '' : `(?${flags})`}${body.join('')}`);
}
