import type { Diagnostic, Source, Span } from '../diagnostics';

const MOST_PER_CODE = 50;

/** Codes of what can be wrong with a file as YAML. */
export type YamlCode =
  | 'yaml-syntax'
  | 'yaml-empty'
  | 'yaml-size'
  | 'yaml-depth'
  | 'yaml-documents'
  | 'yaml-duplicate-key'
  | 'yaml-key'
  | 'yaml-anchor'
  | 'yaml-merge-key'
  | 'yaml-tag';

/** Collects findings of one file. A hostile file cannot make it long: of each code the first fifty are kept. */
export class Findings {
  readonly diagnostics: Diagnostic[] = [];
  private readonly counts = new Map<YamlCode, number>();
  private readonly source: Source;

  constructor(source: Source) {
    this.source = source;
  }

  add(code: YamlCode, span: Span, message: string, help: string): void {
    const count = (this.counts.get(code) ?? 0) + 1;
    this.counts.set(code, count);
    if (count > MOST_PER_CODE) return;
    const last = count === MOST_PER_CODE ? ' (further findings of this kind are not shown)' : '';
    const { source } = this;
    this.diagnostics.push({
      code,
      severity: 'error',
      message: message + last,
      source,
      span: visible(span, source.text),
      help,
    });
  }
}

/** Something to point at: what is missing at the end of the file is shown at its last character. */
function visible(span: Span, text: string): Span {
  if (span.end > span.start || text.trim() === '') return span;
  const start = Math.min(span.start, text.trimEnd().length - 1);
  return { start, end: start + 1 };
}
