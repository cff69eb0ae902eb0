import { countDiagnostics } from '../diagnostic';
import { positionAt } from '../source';
import type { Formatter } from './formatter';

/**
 * The public, stable machine format of `check`:
 * `{diagnostics: [{code, severity, message, file, line, column, endLine, endColumn, help?}], files?, summary}`, where `files`
 * says what each file was taken for (`rule` or `hunting`).
 * Lines and columns count from 1; the end is exclusive.
 */
export const formatJson: Formatter = (diagnostics, { files, taken }) => {
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
  return `${JSON.stringify({ diagnostics: rows, ...(taken === undefined ? {} : { files: taken }), summary }, null, 2)}\n`;
};
