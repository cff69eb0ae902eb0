import { keyOf } from '../../ledger';
import type { DeploymentEntry } from '../../ledger';
import type { Problem } from './problem';
import type { CommitState, Recompiled } from './evidence';

/** Whether the commits that were deployed are still in the history of the rules. */
export function commitProblems(
  entries: readonly DeploymentEntry[],
  commits: ReadonlyMap<string, CommitState> | undefined,
): readonly Problem[] {
  if (commits === undefined) return [];
  return entries.flatMap(({ record, sequence }): readonly Problem[] => {
    if (record.kind !== 'begin' || record.commit === null) return [];
    const state = commits.get(record.commit.replace(/-dirty$/, ''));
    const where = `deployments ${sequence}`;
    const commit = record.commit.slice(0, 12);
    if (state === undefined || state === 'held') return [];
    const message =
      state === 'missing'
        ? `its commit ${commit} is not in this clone: the clone is shallow, or history was rewritten`
        : `its commit ${commit} is on no branch: history was rewritten, or its branch was deleted unmerged`;
    return [{ kind: 'commit', where, message }];
  });
}

/** Whether what was sent is what the commit compiles to. */
export function recompileProblems(
  entries: readonly DeploymentEntry[],
  recompiled: ReadonlyMap<string, Recompiled> | undefined,
): readonly Problem[] {
  return entries.flatMap(({ record, hash, sequence }): readonly Problem[] => {
    const made = recompiled?.get(hash);
    if (record.kind !== 'begin' || made?.kind !== 'made') return [];
    const differ = record.actions.filter(
      ({ type, id, action, desired }) =>
        type === 'alertRule' &&
        (action === 'create' || action === 'update') &&
        desired !== null &&
        made.hashes.get(keyOf({ type, id })) !== desired.hash,
    );
    return differ.map(({ id }) => ({
      kind: 'recompiled otherwise',
      where: `deployments ${sequence}`,
      message: `what it sent for ${id} is not what its commit compiles to`,
    }));
  });
}
