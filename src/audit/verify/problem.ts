import type { ChainProblemKind } from '../../ledger';

/** What can be wrong with a ledger, by name. */
export type ProblemKind =
  | ChainProblemKind
  /** Records that cannot follow each other: an `end` without its `begin`, a plan used twice. */
  | 'protocol'
  /** Times that cannot be so. */
  | 'clock'
  | 'body missing'
  | 'body changed'
  /** A body that does not mean what the record says. */
  | 'body means something else'
  /** Two chains that contradict each other. */
  | 'contradiction'
  | 'override'
  | 'ratification'
  /** A commit that this clone does not hold, or that no branch holds. */
  | 'commit'
  /** The same tool makes something else of the commit. */
  | 'recompiled otherwise'
  /** Something outside of the ledger names an entry that is not there. */
  | 'anchor'
  /** The workspace is not as the ledger left it. */
  | 'live';

export interface Problem {
  readonly kind: ProblemKind;
  /** `deployments 3`, `observations 1`, `body 3f9a...`. */
  readonly where: string;
  readonly message: string;
}
