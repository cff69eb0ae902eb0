import type { ApprovalStatement } from '../../src/approval';

export const HASH = 'a'.repeat(64);

/** What bob says of one plan for one target, at a commit. */
export function bobsStatement(commit: string): Omit<ApprovalStatement, 'format'> {
  return {
    repository: 'contoso/detections',
    plan: HASH,
    targets: [{ target: 'prod', hash: HASH }],
    commit,
    approver: 'bob',
    reason: '',
    issued: '2026-02-01T00:00:00.000Z',
    expires: '2026-02-02T00:00:00.000Z',
  };
}
