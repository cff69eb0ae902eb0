import { parseStatement, timeProblem } from '../../src/approval';
import type { JudgedApproval } from '../../src/audit';
import type { BeginRecord, DeploymentEntry, SignedApproval } from '../../src/ledger';
import { signersAt } from '../approvals/signers-at';
import { SshFailure } from '../approvals/ssh-keygen';
import { verifiedApproval } from '../approvals/verified';

/** Verifies recorded approvals again, with the list of each deployment's commit; by the hash of the entry that began it. */
export async function judgeApprovals(
  root: string,
  deployments: readonly DeploymentEntry[],
): Promise<ReadonlyMap<string, readonly JudgedApproval[]>> {
  const judged = new Map<string, readonly JudgedApproval[]>();
  for (const { record, hash, target } of deployments) {
    if (record.kind !== 'begin' || record.signed === undefined) continue;
    const signers = record.commit === null ? undefined : await signersAt(root, record.commit);
    const found: JudgedApproval[] = [];
    for (const one of record.signed) found.push(await judgeOne(one, { record, target, signers }));
    judged.set(hash, found);
  }
  return judged;
}

interface Begun {
  readonly record: BeginRecord;
  readonly target: string;
  readonly signers: string | undefined;
}

async function judgeOne(one: SignedApproval, { record, target, signers }: Begun): Promise<JudgedApproval> {
  const { approver, fingerprint, statement, signature } = one;
  const judged = (people: ReadonlySet<string>, problem: string | undefined): JudgedApproval => ({
    approver,
    fingerprint,
    people: [...people],
    ...(problem === undefined ? {} : { problem }),
  });
  if (signers === undefined)
    return judged(new Set(), 'the list of signers of its commit is not in this clone: nothing says whose key it is');
  try {
    const at = new Date(record.at);
    const verified = await verifiedApproval({ name: approver, statement, signature }, { signers, at });
    if (verified.kind === 'unverified') return judged(new Set(), verified.why);
    return judged(verified.people, misfit(one, { record, target }) ?? misnamed(one, verified));
  } catch (error) {
    if (!(error instanceof SshFailure)) throw error;
    return judged(new Set(), error.message);
  }
}

/** Why what was signed is not what was begun. */
function misfit({ statement }: SignedApproval, { record, target }: Omit<Begun, 'signers'>): string | undefined {
  const reading = parseStatement(statement);
  if (reading.kind === 'refused') return reading.problem;
  const { targets, repository } = reading.statement;
  if (!targets.some((one) => one.target === target && one.hash === record.plan)) return 'it is for another plan';
  const { platform } = record;
  if (platform !== undefined && platform.repository.toLowerCase() !== repository.toLowerCase())
    return `it is for the repository ${repository}`;
  return timeProblem(reading.statement, record.at);
}

function misnamed(
  { approver, fingerprint }: SignedApproval,
  verified: { readonly statement: { readonly approver: string }; readonly fingerprint: string },
): string | undefined {
  return verified.statement.approver === approver && verified.fingerprint === fingerprint
    ? undefined
    : 'the record names another person or key than those who signed';
}
