import type { Diagnostic } from '../diagnostic';
import { formatJson } from './json';
import { formatStylish } from './stylish';

export interface FormatterOptions {
  readonly color: boolean;
  /** Number of files that were looked at, for the summary. */
  readonly files: number;
}

/** Diagnostics (sorted) in, text out: a formatter knows no file system and no terminal. */
export type Formatter = (diagnostics: readonly Diagnostic[], options: FormatterOptions) => string;

export type FormatterName = 'stylish' | 'json';

export const formatters: Readonly<Record<FormatterName, Formatter>> = {
  stylish: formatStylish,
  json: formatJson,
};
