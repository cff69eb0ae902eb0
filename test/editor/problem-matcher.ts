/**
 * Problem matchers as VS Code reads them (its page "Integrate with External Tools via Tasks", read 2026-11-24): a pattern for
 * one line, or several for lines that follow each other, whose messages are joined; of a background task the lines that begin
 * and end a run.
 */

export interface Pattern {
  readonly regexp: string;
  readonly file?: number;
  readonly line?: number;
  readonly column?: number;
  readonly severity?: number;
  readonly message?: number;
  readonly code?: number;
}

export interface ProblemMatcher {
  readonly owner: string;
  readonly fileLocation: readonly [string, string];
  readonly pattern: Pattern | readonly Pattern[];
  readonly severity?: string;
  readonly background?: {
    readonly activeOnStart: boolean;
    readonly beginsPattern: string;
    readonly endsPattern: string;
  };
}

export interface Problem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly severity: string;
  readonly message: string;
  readonly code?: string;
}

/** What the Problems view lists of an output: of each line what the first matcher that fits says. */
export function problemsIn(output: string, matchers: readonly ProblemMatcher[]): readonly Problem[] {
  const lines = output.split(/\r?\n/);
  const problems: Problem[] = [];
  for (let at = 0; at < lines.length;) {
    const found = matchers.map((matcher) => problemAt(lines, at, matcher)).find((problem) => problem !== undefined);
    if (found !== undefined) problems.push(found.problem);
    at += found?.taken ?? 1;
  }
  return problems;
}

function problemAt(
  lines: readonly string[],
  at: number,
  { pattern, severity = 'error' }: ProblemMatcher,
): { readonly problem: Problem; readonly taken: number } | undefined {
  const patterns = Array.isArray(pattern) ? (pattern as readonly Pattern[]) : [pattern as Pattern];
  const values = new Map<string, string>();
  for (const [offset, { regexp, ...groups }] of patterns.entries()) {
    const match = new RegExp(regexp).exec(lines[at + offset] ?? '');
    if (match === null) return undefined;
    for (const [what, group] of Object.entries(groups)) {
      const before = what === 'message' ? values.get(what) : undefined;
      values.set(what, `${before === undefined ? '' : `${before}\n`}${match[group] ?? ''}`);
    }
  }
  const code = values.get('code');
  return {
    taken: patterns.length,
    problem: {
      file: values.get('file') ?? '',
      line: Number(values.get('line')),
      column: Number(values.get('column')),
      severity: values.get('severity') ?? severity,
      message: values.get('message') ?? '',
      ...(code === undefined ? {} : { code }),
    },
  };
}

/** The runs that an editor sees in the output of a background task: the text of each, and whether it ended. */
export function runsIn(output: string, { background }: ProblemMatcher): readonly { text: string; ended: boolean }[] {
  const runs: { text: string; ended: boolean }[] = [];
  for (const line of output.split(/\r?\n/)) {
    if (new RegExp(background?.beginsPattern ?? '').test(line)) runs.push({ text: '', ended: false });
    const run = runs.at(-1);
    if (run === undefined || run.ended) continue;
    run.text += `${line}\n`;
    run.ended = new RegExp(background?.endsPattern ?? '').test(line);
  }
  return runs;
}
