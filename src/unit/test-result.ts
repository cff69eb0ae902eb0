import type { Diagnostic, Source, Span } from '../diagnostics';
import type { LoadedRule } from '../rules';
import type { Alert } from './alerts/alert';
import type { Mismatch } from './expectation/mismatch';
import type { CaseExplanation } from './explain/case-explanation';

/** What became of one case. */
export interface CaseResult {
  readonly name: string;
  readonly source: Source;
  readonly span: Span;
  /** Why it failed; empty when it passed. */
  readonly mismatches: readonly Mismatch[];
  readonly alerts: readonly Alert[];
  /** Why the case could not be run at all; nothing can then be said about alerts. */
  readonly failure?: string;
  /** How the rule's query came to its result, for a case that failed. */
  readonly explanation?: CaseExplanation;
}

export interface TestFileResult {
  readonly path: string;
  readonly rule: LoadedRule;
  readonly cases: readonly CaseResult[];
  /** What is wrong with the file, the rule's exclusions or its coverage. */
  readonly diagnostics: readonly Diagnostic[];
}
