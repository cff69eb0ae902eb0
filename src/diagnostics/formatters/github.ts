import type { Severity } from '../diagnostic';
import { printable } from '../code-frame';
import { positionAt } from '../source';
import { escapeCommandData, escapeCommandProperty } from './escape';
import type { Formatter } from './formatter';

const COMMANDS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'notice' };

/** Workflow commands: GitHub shows each finding at its line of the pull request. */
export const formatGithub: Formatter = (diagnostics) =>
  diagnostics
    .map(({ code, severity, message, source, span, help }) => {
      const from = positionAt(source, span.start);
      const to = positionAt(source, Math.max(span.start, span.end - 1));
      const properties = {
        file: source.path,
        line: String(from.line),
        endLine: String(to.line),
        // the end column is meant for findings within one line
        ...(to.line === from.line ? { col: String(from.column), endColumn: String(to.column + 1) } : {}),
        title: code,
      };
      const words = Object.entries(properties).map(([name, value]) => `${name}=${escapeCommandProperty(value)}`);
      const text = [message, ...(help === undefined ? [] : [help])].map(shown).join('\n');
      return `::${COMMANDS[severity]} ${words.join(',')}::${escapeCommandData(text)}\n`;
    })
    .join('');

/** Lines stay lines; nothing may paint or move the cursor of the log. */
function shown(text: string): string {
  return text.replaceAll(/[^\r\n]+/g, printable);
}
