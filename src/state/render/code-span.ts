import { printable } from '../../diagnostics';

/** Markdown code span that its text cannot end: more backticks around it than are in it. For text that may be hostile. */
export function codeSpan(text: string): string {
  const line = printable(text);
  const ticks = '`'.repeat(longestRun(line) + 1);
  const pad = line === '' || /^[` ]|[` ]$/.test(line) ? ' ' : '';
  return `${ticks}${pad}${line}${pad}${ticks}`;
}

/** Length of the longest run of backticks in a text. */
export function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
}
