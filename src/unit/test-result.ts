import type { Diagnostic, Source, Span } from '../diagnostics';
import type { Step } from '../kql';
import type { LoadedRule } from '../rules';
import type { Alert } from './alert';

/** What became of one case. */
export interface CaseResult {
  readonly name: string;
  readonly source: Source;
  readonly span: Span;
  /** Why it failed; empty when it passed. */
  readonly problems: readonly string[];
  readonly alerts: readonly Alert[];
  /** Row counts of the query's steps in the last run, for a case that failed. */
  readonly steps: readonly Step[];
  /** The compiled query, in which the steps' spans are. */
  readonly query: string;
}

export interface TestFileResult {
  readonly path: string;
  readonly rule: LoadedRule;
  readonly cases: readonly CaseResult[];
  /** What is wrong with the file, the rule's exclusions or its coverage. */
  readonly diagnostics: readonly Diagnostic[];
}
