import type { Diagnostic } from '../diagnostics';

/** A file that was asked for and could not be read is a finding, whoever asked: nothing is lost without a word. */
export function unreadableFile(path: string, failure: string): Diagnostic {
  return {
    code: 'file-unreadable',
    severity: 'error',
    message: `the file cannot be read: ${failure}`,
    source: { path, text: '' },
    span: { start: 0, end: 0 },
  };
}
