import type { Diagnostic } from '../diagnostic';

export interface FormatterOptions {
  readonly color: boolean;
  /** Number of files that were looked at, for the summary. */
  readonly files: number;
}

/** Diagnostics (sorted) in, text out: a formatter knows no file system and no terminal. */
export type Formatter = (diagnostics: readonly Diagnostic[], options: FormatterOptions) => string;
