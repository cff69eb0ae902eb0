import type { Diagnostic } from '../diagnostic';

/** What is known about a code apart from its findings. */
export interface CodeInfo {
  readonly code: string;
  readonly summary: string;
  readonly why?: string;
}

export interface FormatterOptions {
  readonly color: boolean;
  /** Number of files that were looked at, for the summary. */
  readonly files: number;
  /** What each file was taken for, where that is a question. */
  readonly taken?: readonly { readonly file: string; readonly kind: 'rule' | 'hunting' }[];
  /** Who found it, for formats that name their tool. */
  readonly tool?: { readonly name: string; readonly version: string };
  /** What the codes mean, for formats that carry it. */
  readonly codes?: readonly CodeInfo[];
}

/** Diagnostics (sorted) in, text out: a formatter knows no file system and no terminal. */
export type Formatter = (diagnostics: readonly Diagnostic[], options: FormatterOptions) => string;
