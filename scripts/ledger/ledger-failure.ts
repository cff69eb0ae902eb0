import { sorted, toJson } from '../../src/json';
import type { Entry } from '../../src/ledger';
import { inertJson } from '../../src/state';
import { errorCode } from '../emulate/error-code';

/** A ledger that cannot be read or written: nothing may be deployed without it. */
export class LedgerFailure extends Error {
  override readonly name = 'LedgerFailure';
}

/** An entry as it is kept: the same bytes for the same entry. */
export function entryText(entry: Entry): string {
  return `${inertJson(sorted(toJson(entry)))}\n`;
}

export function wordsOf(error: unknown): string {
  const code = errorCode(error);
  if (code === 'ENOSPC' || code === 'EDQUOT') return 'the disk is full';
  if (code === 'EFBIG') return 'no file may grow so large here';
  if (code === 'EACCES' || code === 'EPERM') return 'it may not be used by this user';
  return code ?? (error instanceof Error ? error.message : 'no reason was given');
}
