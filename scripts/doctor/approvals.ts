import { readSigners } from '../../src/approval';
import type { EnvironmentProtection } from '../github/approval';
import { good, ill } from './symptom';
import type { Symptom } from './symptom';

export interface ApprovalsSeen {
  /** Undefined where there is no such environment. */
  readonly protection: EnvironmentProtection | undefined;
  readonly environment: string;
  /** The repository's variable SENTINEL_APPROVALS; undefined where there is none. */
  readonly variable: string | undefined;
  /** Text of `.github/allowed_signers` in this project. */
  readonly signers: string | undefined;
}

const INSTEAD =
  'give it required reviewers; where the GitHub plan has none, signed approvals replace it: two people in .github/allowed_signers, and the variable SENTINEL_APPROVALS is `signed`';

/** Who is asked before something is applied: reviewers of the environment, or people who sign. */
export function approvalSymptoms(seen: ApprovalsSeen): readonly Symptom[] {
  return [environmentSymptom(seen), signedSymptom(seen)];
}

function environmentSymptom({ protection, environment, variable }: ApprovalsSeen): Symptom {
  const signed = variable === 'signed';
  if (protection === undefined)
    return ill(signed ? 'warning' : 'bad', 'environment', [
      `there is no environment ${environment}`,
      signed ? 'create it, for the identity that deploys is bound to its name' : INSTEAD,
    ]);
  const { reviewers, preventsSelfReview, adminsMayBypass } = protection;
  if (reviewers.length === 0)
    return signed
      ? good('environment', `${environment} asks nobody: signed approvals replace it`)
      : ill('bad', 'environment', [`${environment} asks nobody to approve`, INSTEAD]);
  if (!preventsSelfReview)
    return ill('warning', 'environment', [
      `whoever starts a run may approve it in ${environment}`,
      'switch on "Prevent self-review"; `github approval` refuses it all the same',
    ]);
  if (adminsMayBypass)
    return ill('warning', 'environment', [
      `administrators may pass by ${environment}`,
      'switch off "Allow administrators to bypass"; `github approval` refuses a run that nobody approved',
    ]);
  return good('environment', `${environment} asks ${reviewers.join(', ')}`);
}

function signedSymptom({ protection, variable, signers }: ApprovalsSeen): Symptom {
  if (variable === undefined || variable === '')
    return protection === undefined || protection.reviewers.length === 0
      ? ill('bad', 'approvals', ['neither an environment asks, nor does a signature count', INSTEAD])
      : good('approvals', 'by the reviewers of the environment');
  if (variable !== 'signed')
    return ill('bad', 'approvals', [
      `SENTINEL_APPROVALS is ${JSON.stringify(variable)}, which means nothing`,
      'set it to `signed`, or delete it where the environment asks',
    ]);
  if (signers === undefined)
    return ill('bad', 'approvals', [
      'SENTINEL_APPROVALS is `signed`, and there is no .github/allowed_signers: nobody can approve',
      '`sentinel-rules init` writes one to fill in',
    ]);
  const list = readSigners(signers);
  const [problem] = list.problems;
  if (problem !== undefined)
    return ill('bad', 'approvals', [
      `line ${problem.line} of .github/allowed_signers lets nobody approve: ${problem.message}`,
      'one line a key: login, namespaces="sentinel-rules-approval", type and key',
    ]);
  const byKey = new Map<string, Set<string>>();
  for (const { fingerprint, principals } of list.signers) {
    const names = byKey.get(fingerprint) ?? new Set<string>();
    for (const name of principals) names.add(name.toLowerCase());
    byKey.set(fingerprint, names);
  }
  const shared = [...byKey.values()].find((names) => names.size > 1);
  if (shared !== undefined)
    return ill('bad', 'approvals', [
      `one key of .github/allowed_signers has several names: ${[...shared].join(', ')}`,
      'a key is one person: give each a key of their own',
    ]);
  const people = [...new Set([...byKey.values()].flatMap((names) => [...names]))];
  return people.length < 2
    ? ill('bad', 'approvals', [
        `.github/allowed_signers names ${people.length === 0 ? 'nobody' : `${people[0] ?? ''} alone`}`,
        'name two people at least: nobody approves what they started themselves',
      ])
    : good('approvals', `signed, by ${people.join(', ')}`);
}
