import type { BeginRecord, PullRequest } from '../../ledger';

/** How much a statement weighs with somebody who trusts nobody. */
export type Weight =
  /** A signed statement from outside of the ledger covers the record. */
  | 'attested'
  /** What the platform said when it was asked, as the ledger keeps it. */
  | 'recorded'
  /** Text that anyone can type. */
  | 'claimed';

export interface Statement {
  readonly who: string;
  readonly what: string;
  readonly weight: Weight;
}

/** Whether it says that somebody let a change pass. */
export const isApproval = ({ what }: Pick<Statement, 'what'>): boolean => what.startsWith('approved ');

/** Accounts that press buttons for people. */
const MACHINES = new Set(['web-flow', 'github', 'github-actions[bot]']);

/** An account as two texts of it compare. */
export function accountOf(name: string | null | undefined): string | undefined {
  const plain = name?.trim().toLowerCase();
  return plain === undefined || plain === '' || MACHINES.has(plain) ? undefined : plain;
}

/** Who let a pull request pass, by the last word of each: an approval counts for the commit that it saw. */
export function reviewsOf({ reviews, head }: PullRequest): {
  readonly approved: readonly string[];
  /** Approved something that was pushed over afterwards. */
  readonly stale: readonly string[];
} {
  const last = new Map<string, PullRequest['reviews'][number]>();
  for (const review of reviews) {
    const who = accountOf(review.user);
    // a comment takes no approval back
    if (who !== undefined && review.state.toUpperCase() !== 'COMMENTED') last.set(who, review);
  }
  const approving = [...last].filter(([, { state }]) => state.toUpperCase() === 'APPROVED');
  return {
    approved: approving.filter(([, { commit }]) => commit === head).map(([who]) => who),
    stale: approving.filter(([, { commit }]) => commit !== head).map(([who]) => who),
  };
}

/** Who approved the run itself, for an environment that asks. */
export function runApprovers({ platform }: BeginRecord): readonly string[] {
  return (platform?.approvals ?? []).flatMap(({ state, user }) => {
    const who = accountOf(user);
    return who === undefined || state.toLowerCase() !== 'approved' ? [] : [who];
  });
}

/** An approval that somebody signed, verified again from its record: signatures are checked outside of this library. */
export interface JudgedApproval {
  readonly approver: string;
  /** Of the key that signed. */
  readonly fingerprint: string;
  /** Every name that the key has, in lower case. */
  readonly people: readonly string[];
  /** Why it does not count; absent where the signature holds and says what was carried out. */
  readonly problem?: string;
}

/** Who started the run. The platform's word where there is one. */
export function startersOf({ platform, actor }: BeginRecord): readonly string[] {
  const { run } = platform ?? {};
  const said = run === undefined ? [actor.name] : [run.actor, run.starter];
  return [...new Set(said.flatMap((name) => accountOf(name) ?? []))];
}
