import { createColors } from 'picocolors';
import { codeFrame, printable } from '../code-frame';
import { countDiagnostics } from '../diagnostic';
import type { Diagnostic, Severity } from '../diagnostic';
import { positionAt } from '../source';
import type { Formatter, FormatterOptions } from './formatter';

/** For a person at a terminal or in a CI log: every finding with its place, code frame and what to do. */
export const formatStylish: Formatter = (diagnostics, options) => {
  const { color } = options;
  const paint = createColors(color);
  const bySeverity: Readonly<Record<Severity, (text: string) => string>> = {
    error: paint.red,
    warning: paint.yellow,
    info: paint.cyan,
  };
  const blocks = diagnostics.map(({ code, severity, message, source, span, help }) => {
    const { line, column } = positionAt(source, span.start);
    const place = `${printable(source.path)}:${line}:${column}`;
    const lines = [
      `${place} ${bySeverity[severity](severity)} ${printable(message)} ${paint.dim(code)}`,
      codeFrame(source, span, 1),
      ...(help === undefined ? [] : [`  ${paint.dim('help:')} ${printable(help)}`]),
    ];
    return `${lines.join('\n')}\n\n`;
  });
  return `${blocks.join('')}${totalLine(diagnostics, options)}\n`;
};

/** `✖ 3 files checked (3 rules): 1 error, 2 warnings` */
export function totalLine(
  diagnostics: readonly Diagnostic[],
  { color, files, taken }: Pick<FormatterOptions, 'color' | 'files' | 'taken'>,
): string {
  const paint = createColors(color);
  const counts = countDiagnostics(diagnostics);
  const total = [plural(counts.error, 'error'), plural(counts.warning, 'warning')];
  if (counts.info > 0) total.push(plural(counts.info, 'note'));
  const mark = counts.error > 0 ? paint.red('✖') : counts.warning > 0 ? paint.yellow('!') : paint.green('✔');
  return `${mark} ${plural(files, 'file')} checked${kinds(taken)}: ${total.join(', ')}`;
}

function kinds(taken: FormatterOptions['taken']): string {
  if (taken === undefined || taken.length === 0) return '';
  const hunting = taken.filter(({ kind }) => kind === 'hunting').length;
  const queries = `${hunting} hunting ${hunting === 1 ? 'query' : 'queries'}`;
  const rules = plural(taken.length - hunting, 'rule');
  return ` (${hunting === 0 ? rules : hunting === taken.length ? queries : `${rules}, ${queries}`})`;
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
