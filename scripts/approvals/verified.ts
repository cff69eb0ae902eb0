import { APPROVAL_NAMESPACE, parseStatement, peopleOf, readSigners } from '../../src/approval';
import type { ApprovalStatement } from '../../src/approval';
import type { KeptApproval } from './approvals-ref';
import { verifyText } from './ssh-keygen';

/** A statement that somebody of the list signed: whether it fits what is asked is another question. */
export interface VerifiedApproval {
  readonly kind: 'verified';
  readonly kept: KeptApproval;
  readonly statement: ApprovalStatement;
  /** Of the key. */
  readonly fingerprint: string;
  /** Every principal of the key, in lower case. */
  readonly people: ReadonlySet<string>;
}

export interface UnverifiedApproval {
  readonly kind: 'unverified';
  readonly kept: KeptApproval;
  readonly why: string;
}

export interface VerifyAgainst {
  /** Text of `.github/allowed_signers` of the commit that is deployed. */
  readonly signers: string;
  /** The moment at which keys must be valid. */
  readonly at: Date;
}

/**
 * Holds a signature against the list: OpenSSH says whether the bytes are signed by a key of the principal, and our own
 * reading of the list has to agree that the key is that one person's. Rejects with an SshFailure without OpenSSH.
 */
export async function verifiedApproval(
  kept: KeptApproval,
  { signers, at }: VerifyAgainst,
): Promise<VerifiedApproval | UnverifiedApproval> {
  const unverified = (why: string): UnverifiedApproval => ({ kind: 'unverified', kept, why });
  const reading = parseStatement(kept.statement);
  if (reading.kind === 'refused') return unverified(reading.problem);
  const { statement } = reading;
  if (kept.signature === '') return unverified('it is not signed');
  const verified = await verifyText({
    signers,
    principal: statement.approver,
    namespace: APPROVAL_NAMESPACE,
    text: kept.statement,
    signature: kept.signature,
    at,
  });
  if (verified.kind === 'bad') return unverified(verified.why);
  const { fingerprint } = verified;
  const list = readSigners(signers);
  const own = list.signers.some(
    (one) => one.fingerprint === fingerprint && one.principals.includes(statement.approver),
  );
  if (!own)
    return unverified(`its key is let in by a pattern or an authority, not as that of ${statement.approver} alone`);
  return { kind: 'verified', kept, statement, fingerprint, people: peopleOf(list, fingerprint) };
}
