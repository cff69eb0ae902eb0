import type { Diagnostic } from '../diagnostic';

export interface FormatterOptions {
  readonly color: boolean;
  /** Number of files that were looked at, for the summary. */
  readonly files: number;
  /** What each file was taken for, where that is a question. */
  readonly taken?: readonly { readonly file: string; readonly kind: 'rule' | 'hunting' }[];
}

/** Diagnostics (sorted) in, text out: a formatter knows no file system and no terminal. */
export type Formatter = (diagnostics: readonly Diagnostic[], options: FormatterOptions) => string;
