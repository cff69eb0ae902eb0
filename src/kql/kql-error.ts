import type { Span } from '../diagnostics';

export type KqlErrorCode = 'syntax' | 'semantic' | 'unsupported' | 'runtime';

/** Why a query has no answer. `unsupported` is ours: the query is (or may be) valid, this engine cannot run it. */
export interface KqlError {
  readonly code: KqlErrorCode;
  readonly message: string;
  readonly span: Span;
  readonly hint?: string;
}

/** A `KqlError` on its way to the door of the room (`compileQuery`, `runQuery`), which turns it back into a value. */
export class KqlFailure extends Error {
  override readonly name = 'KqlFailure';
  readonly error: KqlError;

  constructor(error: KqlError) {
    super(error.message);
    this.error = error;
  }
}

interface Place {
  readonly start: number;
  readonly end: number;
}

const spanOf = ({ start, end }: Place): Span => ({ start, end });

/** What we cannot run: an error with a place, never a guess. */
export function unsupported(what: string, at: Place, hint?: string): KqlFailure {
  return new KqlFailure({
    code: 'unsupported',
    message: `${what} is not supported by the offline engine`,
    span: spanOf(at),
    ...(hint === undefined ? {} : { hint }),
  });
}

/** What the real engine refuses before it runs, and the official binder does not. */
export function refused(message: string, at: Place): KqlFailure {
  return new KqlFailure({ code: 'semantic', message, span: spanOf(at) });
}

/** What the real engine refuses while it runs. */
export function runtimeError(message: string, at: Place, hint?: string): KqlFailure {
  return new KqlFailure({ code: 'runtime', message, span: spanOf(at), ...(hint === undefined ? {} : { hint }) });
}
