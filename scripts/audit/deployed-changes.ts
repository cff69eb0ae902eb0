import { duties } from '../../src/audit';
import type { BringingCommit, DeployedChange, JudgedApproval } from '../../src/audit';
import type { RuleHistory } from '../../src/history';
import type { DeploymentEntry } from '../../src/ledger';

interface ChangesRequest {
  readonly target: string;
  readonly deployments: readonly DeploymentEntry[];
  /** By rule id in lower case; undefined where git cannot tell. */
  readonly histories: ReadonlyMap<string, RuleHistory> | undefined;
  /** Up to which entry an attestation covers the deployments. */
  readonly attestedThrough: number;
  /** Signed approvals, verified again, by the hash of the entry that began a deployment. */
  readonly signed: ReadonlyMap<string, readonly JudgedApproval[]>;
}

/** The deployed changes of a target's rules, with the commits that git says brought each. */
export function deployedChanges({
  target,
  deployments,
  histories,
  attestedThrough,
  signed,
}: ChangesRequest): readonly DeployedChange[] {
  return duties({
    target,
    deployments,
    commitsOf: (rule, deployment) => {
      const history = histories?.get(rule.toLowerCase());
      return history === undefined ? undefined : bringing(history, { target, deployment });
    },
    attestedThrough,
    signed,
  });
}

/** Commits of the versions after the one that was deployed before, up to the one that this deployment brought. */
function bringing(
  { versions }: RuleHistory,
  { target, deployment }: { readonly target: string; readonly deployment: string },
): readonly BringingCommit[] | undefined {
  const brought = versions.findIndex(({ live }) =>
    live.some((period) => period.target === target && period.deployment === deployment),
  );
  const version = versions[brought];
  if (version === undefined) return undefined;
  const from = version.live.find((period) => period.deployment === deployment)?.from ?? '';
  const before = versions.findLastIndex(({ live }) =>
    live.some((period) => period.target === target && period.deployment !== deployment && period.from < from),
  );
  const commits = versions.slice(before + 1, brought + 1).flatMap(({ made, writers }) => [...writers, made]);
  return commits.map(({ hash, author, committer }) => ({ hash, author: author.name, committer: committer.name }));
}
