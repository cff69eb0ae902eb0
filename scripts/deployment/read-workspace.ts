import type { Workspace } from '../../deploy';
import { anchoredHead, markedBy, refOfKey } from '../../src/state';
import type { LastKnown, Owner, PlanIdentity, Resource, ResourceRef } from '../../src/state';
import { keyOf } from '../../src/ledger';
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
  /** What the repository wants: of watchlists and functions only what is wanted or ours is read. */
  readonly wanted?: readonly ResourceRef[];
  /** What else must be seen to be there: of watchlists not the rows. */
  readonly needed?: readonly ResourceRef[];
}

/** Lists a workspace once and reads its ledger. */
export async function readWorkspace({
  root,
  config,
  target,
  workspace,
  store,
  wanted = [],
  needed = [],
}: ReadRequest): Promise<WorkspaceReading> {
  const owner = ownerOf(config, target);
  const [rules, marks, identity, ledger] = await Promise.all([
    workspace.list('alertRule'),
    workspace.list('mark'),
    workspace.identify(),
    store === undefined ? openLedger(root, target) : readLedger(store, target.name),
  ]);
  const { resources: metadata } = marks;
  const content = await readContent(workspace, needed, [
    ...wanted,
    ...[...ledger.standing.owned.keys()].map(refOfKey),
    ...(ledger.standing.open?.begin.actions.map((action) => refOfKey(keyOf(action))) ?? []),
    ...metadata.flatMap((mark) => markedBy(mark) ?? []),
  ]);
  const live = [...rules.resources, ...content];
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

/**
 * The workspace's watchlists and functions: each is listed only if there is something to look for, and of watchlists the
 * rows are read only of those that are looked for.
 */
async function readContent(
  workspace: Workspace,
  needed: readonly ResourceRef[],
  refs: readonly ResourceRef[],
): Promise<readonly Resource[]> {
  const lists = await Promise.all(
    (['watchlist', 'function'] as const).map(async (type) => {
      const ids = new Set(refs.flatMap((ref) => (ref.type === type ? [ref.id.toLowerCase()] : [])));
      if (ids.size === 0 && !needed.some((ref) => ref.type === type)) return [];
      return (await workspace.list(type, [...ids])).resources;
    }),
  );
  return lists.flat();
}
