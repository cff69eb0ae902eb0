import { countDiagnostics } from '../diagnostic';
import { positionAt } from '../source';
import type { Formatter } from './formatter';

/**
 * The public, stable machine format of `check`:
 * `{diagnostics: [{code, severity, message, file, line, column, endLine, endColumn, help?}], summary}`.
 * Lines and columns count from 1; the end is exclusive.
 */
export const formatJson: Formatter = (diagnostics, { files }) => {
  const rows = diagnostics.map(({ code, severity, message, source, span, help }) => {
    const { line, column } = positionAt(source, span.start);
    const end = positionAt(source, span.end);
    return {
      code,
      severity,
      message,
      file: source.path,
      line,
      column,
      endLine: end.line,
      endColumn: end.column,
      ...(help === undefined ? {} : { help }),
    };
  });
  const counts = countDiagnostics(diagnostics);
  const summary = { files, errors: counts.error, warnings: counts.warning, infos: counts.info };
  return `${JSON.stringify({ diagnostics: rows, summary }, null, 2)}\n`;
};
