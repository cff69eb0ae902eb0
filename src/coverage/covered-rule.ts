/** What is known of a rule's tests. `fires`: at least one case passes and has an alert. */
export type Tested = 'fires' | 'never fires' | 'fails' | 'no tests' | 'not run';

/** A rule as coverage sees it. */
export interface CoveredRule {
  readonly id: string;
  readonly name: string;
  /** Relative to the project. */
  readonly path: string;
  readonly severity: string;
  /** As the API spells them. */
  readonly tactics: readonly string[];
  /** Ids of techniques and sub-techniques, as the file has them. */
  readonly techniques: readonly string[];
  /** Targets in which it is live and enabled, as the ledger last knows. */
  readonly enabledIn: readonly string[];
  readonly tested: Tested;
}
