import { standingOf } from '../../ledger';
import type { DeploymentEntry } from '../../ledger';
import { liveHash, resourceKey } from '../../state';
import type { Problem } from './problem';
import type { LiveWorkspace } from './evidence';

/** What the workspace holds, against what our last writes left. */
export function liveProblems(
  deployments: readonly DeploymentEntry[],
  workspace: LiveWorkspace | undefined,
): readonly Problem[] {
  if (workspace?.live === undefined) return [];
  const there = new Map(workspace.live.map((resource) => [resourceKey(resource), liveHash(resource)]));
  return [...standingOf(deployments).owned].flatMap(([key, { hash, uncertain }]): readonly Problem[] => {
    if (!key.startsWith('alertRule/') || uncertain === true) return [];
    const live = there.get(key);
    if (live === hash) return [];
    const id = key.slice('alertRule/'.length);
    const message = live === undefined ? `${id} is not there` : `${id} is not as our last write left it`;
    return [
      { kind: 'live', where: `workspace ${workspace.name}`, message: `${message}: drift, or a record that lies` },
    ];
  });
}
