import { countDiagnostics } from '../../src/diagnostics';
import { keyOf } from '../../src/ledger';
import type { DeploymentEntry } from '../../src/ledger';
import type { Recompiled } from '../../src/audit';
import { liveHash } from '../../src/state';
import { buildDigest } from '../kept/build-digest';
import { desiredResources } from '../deployment/desired-resources';
import { withCommit } from '../git/export-commit';
import type { Config } from '../targets/read-config';
import type { Target } from '../targets/target';

interface Asked {
  readonly root: string;
  readonly config: Config;
  readonly target: Target;
  readonly now: Date;
}

/** Compiles the commit of each deployment again, where this build of the tool is the one that did it then. */
export async function recompile(
  deployments: readonly DeploymentEntry[],
  asked: Asked,
): Promise<ReadonlyMap<string, Recompiled>> {
  const byCommit = new Map<string, Recompiled>();
  const found = new Map<string, Recompiled>();
  for (const { record, hash } of deployments) {
    if (record.kind !== 'begin') continue;
    const { commit, tool, restores } = record;
    if (restores !== undefined) found.set(hash, { kind: 'not made', why: 'it restores an earlier deployment' });
    else if (commit === null || commit.endsWith('-dirty')) {
      found.set(hash, { kind: 'not made', why: 'no commit says what was deployed' });
    } else if (tool.build !== buildDigest()) found.set(hash, { kind: 'not made', why: 'another build compiled it' });
    else {
      const made = byCommit.get(commit) ?? (await compiled(commit, asked));
      byCommit.set(commit, made);
      found.set(hash, made);
    }
  }
  return found;
}

async function compiled(commit: string, { root, config, target, now }: Asked): Promise<Recompiled> {
  const made = await withCommit(root, commit, (files): Recompiled => {
    const { resources, diagnostics } = desiredResources({ root: files, config, target, now });
    if (countDiagnostics(diagnostics).error > 0) return { kind: 'not made', why: 'its rules have errors today' };
    return { kind: 'made', hashes: new Map(resources.map((one) => [keyOf(one), liveHash(one)])) };
  });
  return made ?? { kind: 'not made', why: 'the commit is not here' };
}
