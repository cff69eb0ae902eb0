import type { ConformanceCase } from './case';
import type { Outcome } from './run-case';

/** A case that ran. */
export interface Ran {
  readonly file: string;
  readonly each: ConformanceCase;
  readonly outcome: Outcome;
  readonly milliseconds: number;
}
