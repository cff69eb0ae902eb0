import { lineText, positionAt } from './source';
import type { Source, Span } from './source';

const TAB = '    ';

/** Columns of a line that are shown: of a longer one, those around the span. */
const MOST_SHOWN = 240;
const SHOWN_BEFORE = 80;
const CUT = '…';

/**
 * The lines around a span with the span underlined, readable without colour (a CI log) and safe to print:
 * control characters of a hostile file are shown as `·`, very long lines in part.
 */
export function codeFrame(source: Source, span: Span, context: number): string {
  const from = positionAt(source, span.start);
  const to = positionAt(source, Math.max(span.start, span.end - 1));
  const first = Math.max(1, from.line - context);
  const last = from.line + context;
  const width = String(last).length;
  const spanned = lineText(source, from.line);
  const left = spanned.length > MOST_SHOWN ? Math.max(0, from.column - 1 - SHOWN_BEFORE) : 0;
  const rows: string[] = [];
  for (let line = first; line <= last; line++) {
    const text = lineText(source, line);
    if (line > from.line && text === '' && lineText(source, line + 1) === '') break;
    const shown = windowOf(text, left);
    rows.push(`${line === from.line ? '>' : ' '} ${String(line).padStart(width)} | ${printable(shown)}`.trimEnd());
    if (line !== from.line) continue;
    const start = from.column - 1 - left + (left > 0 ? CUT.length : 0);
    const end = to.line === from.line ? start + to.column - from.column + 1 : shown.length;
    const before = printable(shown.slice(0, start)).replace(/\S/g, ' ');
    const under = printable(shown.slice(start, end)).length;
    rows.push(`  ${' '.repeat(width)} | ${before}${'^'.repeat(Math.max(1, under))}`);
  }
  return rows.join('\n');
}

function windowOf(text: string, left: number): string {
  const before = left > 0 ? CUT : '';
  const after = text.length > left + MOST_SHOWN ? CUT : '';
  return before + text.slice(left, left + MOST_SHOWN) + after;
}

/** Text that cannot move the cursor or start a terminal escape. */
export function printable(text: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  return text.replace(/\t/g, TAB).replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, '·');
}
