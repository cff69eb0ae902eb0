import { lineText, positionAt } from './source';
import type { Source, Span } from './source';

const TAB = '    ';

/**
 * The lines around a span with the span underlined, readable without colour (a CI log) and safe to print:
 * control characters of a hostile file are shown as `·`.
 */
export function codeFrame(source: Source, span: Span, context: number): string {
  const from = positionAt(source, span.start);
  const to = positionAt(source, Math.max(span.start, span.end - 1));
  const first = Math.max(1, from.line - context);
  const last = from.line + context;
  const width = String(last).length;
  const rows: string[] = [];
  for (let line = first; line <= last; line++) {
    const text = lineText(source, line);
    if (line > from.line && text === '' && lineText(source, line + 1) === '') break;
    rows.push(`${line === from.line ? '>' : ' '} ${String(line).padStart(width)} | ${printable(text)}`.trimEnd());
    if (line !== from.line) continue;
    const endColumn = to.line === from.line ? to.column : text.length;
    const before = printable(text.slice(0, from.column - 1)).replace(/\S/g, ' ');
    const under = printable(text.slice(from.column - 1, endColumn)).length;
    rows.push(`  ${' '.repeat(width)} | ${before}${'^'.repeat(Math.max(1, under))}`);
  }
  return rows.join('\n');
}

/** Text that cannot move the cursor or start a terminal escape. */
export function printable(text: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  return text.replace(/\t/g, TAB).replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, '·');
}
