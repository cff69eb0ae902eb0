/**
 * A text that people wrote and that diagnostics point into.
 *
 * `path` is how the text is shown to people (relative, forward slashes). Offsets are UTF-16 code units from 0,
 * lines and columns count from 1, a column counts UTF-16 code units, a byte order mark has no column.
 */
export interface Source {
  readonly path: string;
  readonly text: string;
}

/** Half-open range of offsets in a text: `start` is in it, `end` is not. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface Position {
  readonly line: number;
  readonly column: number;
}

const lineStartsOf = new WeakMap<Source, readonly number[]>();

/** Offsets at which each line of the source begins. LF, CRLF and a lone CR end a line. */
export function lineStarts(source: Source): readonly number[] {
  const known = lineStartsOf.get(source);
  if (known !== undefined) return known;
  const starts = [0];
  const { text } = source;
  for (let at = 0; at < text.length; at++) {
    const char = text.charCodeAt(at);
    if (char === 10 || (char === 13 && text.charCodeAt(at + 1) !== 10)) starts.push(at + 1);
  }
  lineStartsOf.set(source, starts);
  return starts;
}

/** Line and column of an offset; an offset outside the text is clamped to it. */
export function positionAt(source: Source, offset: number): Position {
  const starts = lineStarts(source);
  const at = Math.max(0, Math.min(offset, source.text.length));
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  const start = starts[low] ?? 0;
  const mark = low === 0 && source.text.charCodeAt(0) === 0xfeff ? 1 : 0;
  return { line: low + 1, column: Math.max(1, at - start + 1 - mark) };
}

/** The text of a line (counted from 1) without its line end and byte order mark. */
export function lineText(source: Source, line: number): string {
  const starts = lineStarts(source);
  const start = starts[line - 1];
  if (start === undefined) return '';
  const end = starts[line] ?? source.text.length;
  return source.text
    .slice(start, end)
    .replace(/[\r\n]+$/, '')
    .replace(/^\uFEFF/, '');
}
