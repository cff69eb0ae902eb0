import type { Severity } from '../diagnostic';
import { compareText } from '../diagnostic';
import { printable } from '../code-frame';
import type { Formatter } from './formatter';
import { totalLine } from './stylish';

const ORDER: readonly Severity[] = ['error', 'warning', 'info'];

/** How often each code was found, and in which files first: where to begin with a project that has hundreds of findings. */
export const formatSummary: Formatter = (diagnostics, options) => {
  const summaries = new Map((options.codes ?? []).map(({ code, summary }) => [code, summary]));
  const kinds = new Map(diagnostics.map(({ severity, code }) => [`${severity} ${code}`, { severity, code }]));
  const rows = [...kinds.values()].map(({ severity, code }) => {
    const found = diagnostics.filter((each) => each.severity === severity && each.code === code);
    const files = [...new Set(found.map(({ source }) => source.path))];
    return { severity, code, count: found.length, files };
  });
  const sorted = rows.toSorted(
    (a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity) || b.count - a.count || compareText(a.code, b.code),
  );
  const width = Math.max(0, ...sorted.map(({ code }) => code.length));
  const lines = sorted.map(({ severity, code, count, files: [first = '', ...more] }) => {
    const where =
      severity === 'error' ? `  ${printable(first)}${more.length === 0 ? '' : ` and ${more.length} more`}` : '';
    const what = summaries.get(code) ?? '';
    return `${String(count).padStart(5)}  ${severity.padEnd(7)}  ${code.padEnd(width)}  ${what}${where}`.trimEnd();
  });
  return `${[...lines, ...(lines.length === 0 ? [] : ['']), totalLine(diagnostics, options)].join('\n')}\n`;
};
