import { lineStarts, positionAt } from '../diagnostics';
import type { Span } from '../diagnostics';

export interface TextLine {
  /** Counted from 0. */
  readonly index: number;
  readonly start: number;
  /** Without line end and byte order mark. */
  readonly text: string;
  /** Leading spaces. */
  readonly indent: number;
  readonly blank: boolean;
}

/** A text as lines with indentation: what people look at when YAML is broken. */
export class TextLines {
  readonly count: number;
  private readonly source: { readonly path: string; readonly text: string };
  private readonly starts: readonly number[];

  constructor(text: string) {
    this.source = { path: '', text };
    this.starts = lineStarts(this.source);
    this.count = this.starts.length;
  }

  at(index: number): TextLine {
    const { text } = this.source;
    const start = this.starts[index] ?? text.length;
    const raw = text.slice(start, this.starts[index + 1] ?? text.length).replace(/[\r\n]+$/, '');
    const line = raw.startsWith('\uFEFF') ? ` ${raw.slice(1)}` : raw;
    const indent = /^ */.exec(line)?.[0].length ?? 0;
    return { index, start, text: line, indent, blank: /^\s*(#.*)?$/.test(line) };
  }

  lineOf(offset: number): TextLine {
    return this.at(positionAt(this.source, offset).line - 1);
  }

  /** The nearest line above that is neither blank nor comment. */
  above(index: number): TextLine | undefined {
    for (let at = index - 1; at >= 0; at--) {
      const line = this.at(at);
      if (!line.blank) return line;
    }
    return undefined;
  }

  /** Index behind a line and all that is indented deeper below it. */
  endOfBlock({ index, indent }: TextLine): number {
    let end = index + 1;
    for (let at = end; at < this.count; at++) {
      const line = this.at(at);
      if (line.blank) continue;
      if (line.indent <= indent) break;
      end = at + 1;
    }
    return end;
  }

  /** From the first character of one line to the end of the line before another. */
  span(from: number, to: number): Span {
    return { start: this.at(from).start, end: Math.max(this.at(from).start, this.at(to).start) };
  }

  /** The visible text of a line. */
  visible({ start, text }: TextLine): Span {
    const first = text.length - text.trimStart().length;
    return { start: start + first, end: Math.max(start + first, start + text.trimEnd().length) };
  }
}
