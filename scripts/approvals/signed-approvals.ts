import type { SignedApproval } from '../../src/ledger';
import { inertLine } from '../../src/state';
import type { Plan } from '../../src/state';
import type { Io } from '../command';
import { LedgerFailure } from '../ledger/ledger-failure';
import type { Target } from '../targets/target';
import { ApprovalsFailure, approvalsAt, approvalsRemote } from './approvals-ref';
import { signersAt } from './signers-at';
import { SshFailure } from './ssh-keygen';
import { verifiedApproval } from './verified';

export interface WhichApprovals {
  readonly plan: Plan;
  readonly target: Target;
  /** Hash over all plans that begin together. */
  readonly together: string;
}

/**
 * The approvals of a plan that is about to begin whose signatures hold, for the record. What they are worth is for whoever
 * lets the run go on, and for the auditor. Rejects with a LedgerFailure where a ledger in git cannot be asked for them.
 */
export async function signedApprovals(
  io: Pick<Io, 'cwd' | 'now' | 'stderr'>,
  { plan, target: { ledger }, together }: WhichApprovals,
): Promise<readonly SignedApproval[]> {
  if (plan.commit === null) return [];
  const found: SignedApproval[] = [];
  try {
    const remote = 'ref' in ledger ? ledger.remote : await approvalsRemote(io.cwd, undefined);
    const kept = await approvalsAt(io.cwd, remote).of(together);
    const signers = kept.length === 0 ? undefined : await signersAt(io.cwd, plan.commit);
    if (signers === undefined) return [];
    for (const one of kept) {
      const verified = await verifiedApproval(one, { signers, at: io.now() });
      if (verified.kind === 'unverified') {
        io.stderr(`the approval ${inertLine(one.name)} is not recorded: ${inertLine(verified.why)}\n`);
        continue;
      }
      const { statement, signature } = one;
      found.push({ approver: verified.statement.approver, fingerprint: verified.fingerprint, statement, signature });
    }
    return found;
  } catch (error) {
    if (!(error instanceof ApprovalsFailure || error instanceof SshFailure)) throw error;
    // a record without the approvals that let it through would accuse people
    if ('ref' in ledger) throw new LedgerFailure(error.message);
    io.stderr(`signed approvals were not looked up: ${inertLine(error.message)}\n`);
    return [];
  }
}
