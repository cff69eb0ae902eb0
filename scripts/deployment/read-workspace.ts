import type { Workspace } from '../../deploy';
import { anchoredHead } from '../../src/state';
import type { LastKnown, Owner, PlanIdentity, Resource } from '../../src/state';
import type { LedgerStore } from '../../src/ledger';
import { UsageError } from '../command';
import { lastKnown, openLedger, readLedger } from '../ledger/open-ledger';
import type { OpenLedger } from '../ledger/open-ledger';
import { CONFIG_FILE } from '../targets/read-config';
import type { Config } from '../targets/read-config';
import type { Target } from '../targets/target';

/** All that a plan rests on besides the repository: what is live, and what we last wrote. */
export interface WorkspaceReading {
  readonly identity: PlanIdentity;
  readonly owner: Owner;
  readonly live: readonly Resource[];
  readonly metadata: readonly Resource[];
  readonly ledger: OpenLedger;
  readonly known: LastKnown;
}

export interface ReadRequest {
  /** Absolute path of the project. */
  readonly root: string;
  readonly config: Config;
  readonly target: Target;
  readonly workspace: Workspace;
  /** Where the ledger is, if not where the target says. */
  readonly store?: LedgerStore;
}

/** Lists a workspace once and reads its ledger. */
export async function readWorkspace({
  root,
  config,
  target,
  workspace,
  store,
}: ReadRequest): Promise<WorkspaceReading> {
  const owner = ownerOf(config, target);
  const [rules, marks, identity, ledger] = await Promise.all([
    workspace.list('alertRule'),
    workspace.list('mark'),
    workspace.identify(),
    store === undefined ? openLedger(root, target) : readLedger(store, target.name),
  ]);
  const { resources: live } = rules;
  const { resources: metadata } = marks;
  const known = await lastKnown(ledger, live);
  const anchor = anchoredHead(metadata, owner);
  const problem = known.problem ?? anchorProblem(anchor, ledger);
  return { identity, owner, live, metadata, ledger, known: problem === undefined ? known : { ...known, problem } };
}

/** Who marks name. A workspace in Azure outlives clones and folders: the repository must have said its name. */
export function ownerOf({ repository }: Config, { name, kind }: Target): Owner {
  if (repository === undefined && kind === 'azure') {
    throw new UsageError(
      `${CONFIG_FILE} must say what this repository is called in workspaces, such as \`repository: contoso/detections\`: rules are marked with it, and it never changes`,
    );
  }
  return { repository: repository ?? 'local', target: name };
}

function anchorProblem(anchor: string | undefined, { entries, store }: OpenLedger): string | undefined {
  if (anchor === undefined || entries.some(({ hash }) => hash === anchor)) return undefined;
  return `the workspace names its entry ${anchor.slice(0, 12)}, which ${store.place} does not hold: it was cut off, or it is another ledger`;
}
