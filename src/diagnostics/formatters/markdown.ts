import { countDiagnostics } from '../diagnostic';
import type { Diagnostic } from '../diagnostic';
import { positionAt } from '../source';
import { escapeMarkdown } from './escape';
import type { Formatter } from './formatter';

/** A comment on a pull request has a limit of length: what is left out is counted. */
const MOST = 100;

/** A summary for a pull request or a job: a line of totals, then a table, errors first. */
export const formatMarkdown: Formatter = (diagnostics, { files }) => {
  const { error, warning, info } = countDiagnostics(diagnostics);
  const noun = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;
  const mark = error > 0 ? '❌' : warning > 0 ? '⚠️' : '✅';
  const totals = `${mark} **${noun(files, 'file')} checked**: ${noun(error, 'error')}, ${noun(warning, 'warning')}${
    info > 0 ? `, ${noun(info, 'note')}` : ''
  }`;
  if (diagnostics.length === 0) return `${totals}\n`;
  const order = ['error', 'warning', 'info'];
  const sorted = diagnostics.toSorted((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity));
  const more = sorted.length - MOST;
  return [
    totals,
    '',
    '| | where | what | code |',
    '|---|---|---|---|',
    ...sorted.slice(0, MOST).map(row),
    ...(more > 0 ? ['', `and ${more} more`] : []),
    '',
  ].join('\n');
};

function row({ code, severity, message, source, span, help }: Diagnostic): string {
  const { line, column } = positionAt(source, span.start);
  const what = escapeMarkdown(message) + (help === undefined ? '' : `<br>${escapeMarkdown(help)}`);
  return `| ${severity} | ${escapeMarkdown(source.path)}:${line}:${column} | ${what} | ${escapeMarkdown(code)} |`;
}
