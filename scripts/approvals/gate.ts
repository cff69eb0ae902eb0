import { personProblem, readSigners, statementProblem } from '../../src/approval';
import type { Hands } from '../../src/approval';
import { inertLine } from '../../src/state';
import type { KeptApproval } from './approvals-ref';
import type { PlanSet } from './plan-set';
import { SIGNERS_FILE } from './signers-at';
import { verifiedApproval } from './verified';
import type { VerifiedApproval } from './verified';

/** The run that waits. */
export interface GateRun {
  /** `owner/name`. */
  readonly repository: string;
  readonly runId: string;
  readonly address: string;
  /** The commit that it is of; empty where the environment does not say. */
  readonly sha: string;
}

export interface AtGate {
  readonly set: PlanSet;
  readonly run: GateRun;
  /** Text of `.github/allowed_signers` of the commit; undefined where it has none. */
  readonly signers: string | undefined;
  readonly kept: readonly KeptApproval[];
  readonly hands: Hands;
  readonly now: Date;
}

export type Gate =
  | { readonly kind: 'open'; readonly approval: VerifiedApproval }
  /** Why, in lines. */
  | { readonly kind: 'closed'; readonly why: readonly string[] };

/** Whether a run may carry plans out: somebody of the list, who is not behind the run, signed exactly that. */
export async function gateOf({ set, run, signers, kept, hands, now }: AtGate): Promise<Gate> {
  const commit = set.commit.slice(0, 12);
  if (run.sha !== '' && run.sha !== set.commit)
    return closed(`the plans are of commit ${commit}, and this run is of ${run.sha.slice(0, 12)}`);
  if (signers === undefined) return closed(`commit ${commit} has no ${SIGNERS_FILE}: nobody's signature counts`);
  if (readSigners(signers).signers.length === 0)
    return closed(`${SIGNERS_FILE} of commit ${commit} names nobody: no signature counts`);
  const asked = { repository: run.repository, plan: set.hash, targets: set.targets, now: now.toISOString() };
  const reasons: string[] = [];
  for (const one of kept) {
    const verified = await verifiedApproval(one, { signers, at: now });
    const why =
      verified.kind === 'unverified'
        ? verified.why
        : (statementProblem(verified.statement, asked) ?? personProblem(verified.people, hands));
    if (why === undefined && verified.kind === 'verified') return { kind: 'open', approval: verified };
    reasons.push(`the approval ${inertLine(one.name)} does not count: ${inertLine(why ?? '')}`);
  }
  if (reasons.length > 0) return { kind: 'closed', why: reasons };
  return closed(`nobody has approved the plans of commit ${commit}, whose hash is ${set.hash}`);
}

function closed(why: string): Gate {
  return { kind: 'closed', why: [why] };
}

/** What is to be done where the gate is closed. */
export function gateHelp({ set, run, hands }: Pick<AtGate, 'set' | 'run' | 'hands'>): string {
  const starter = inertLine(hands.starters[0] ?? 'whoever started this run');
  return (
    `Somebody else than ${starter}, in a clone of ${run.repository}:\n` +
    `  gh run download ${run.runId} --repo ${run.repository} --name plans --dir plans\n` +
    `  sentinel-rules approve plans --hash ${set.hash}\n` +
    `Then ${starter} re-runs the failed jobs of ${run.address}\n`
  );
}
