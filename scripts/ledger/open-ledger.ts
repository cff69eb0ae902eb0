import { resolve } from 'node:path';
import { readBody, readDeployments, readObservations, standingOf } from '../../src/ledger';
import type { DeploymentEntry, LedgerStore, ObservationEntry, Standing } from '../../src/ledger';
import { liveHash, resourceKey } from '../../src/state';
import type { Guards, LastKnown, LastWritten, Resource } from '../../src/state';
import type { Target } from '../targets/target';
import { folderStore } from './folder-store';
import { gitStore } from './git-store';

/** A target's ledger, read. */
export interface OpenLedger {
  readonly store: LedgerStore;
  readonly standing: Standing;
  /** The chain of deployments. */
  readonly entries: readonly DeploymentEntry[];
  /** The last observation, and the last that a deployment made. */
  readonly observed: ObservationEntry | undefined;
  readonly deployed: ObservationEntry | undefined;
  /** Why it cannot be built upon. */
  readonly problem?: string;
}

/** The store that a target's configuration names. `root` is the project's folder. */
export function ledgerStore(root: string, { name, ledger }: Target): LedgerStore {
  if ('folder' in ledger) return folderStore(resolve(root, ledger.folder), name);
  const { ref, remote } = ledger;
  return gitStore({ folder: root, ref, ...(remote === undefined ? {} : { remote }) }, name);
}

/** Reads a ledger. One that is not whole is told with its first problem, and counts as empty. */
export async function openLedger(root: string, target: Target): Promise<OpenLedger> {
  return readLedger(ledgerStore(root, target), target.name);
}

/** The same, from a store that is at hand. */
export async function readLedger(store: LedgerStore, target: string): Promise<OpenLedger> {
  const [deployments, observations] = await Promise.all([
    readDeployments(store, target),
    readObservations(store, target),
  ]);
  const seen = observations.kind === 'whole' ? observations.entries : [];
  const observed = seen.at(-1);
  const deployed = seen.findLast(({ record }) => record.source === 'deploy');
  if (deployments.kind === 'whole') {
    const { entries } = deployments;
    return { store, standing: standingOf(entries), entries, observed, deployed };
  }
  const [first] = deployments.problems;
  const where = first === undefined || first.sequence === 0 ? '' : `entry ${first.sequence}: `;
  const problem = `${store.place} is not as it was written: ${where}${first?.message ?? ''}`;
  return { store, standing: standingOf([]), entries: [], observed, deployed, problem };
}

/** What a plan needs of a ledger: the bodies only of what is not as we left it. */
export async function lastKnown(ledger: OpenLedger, live: readonly Resource[]): Promise<LastKnown> {
  const { standing, store, observed, problem } = ledger;
  const there = new Map(live.map((resource) => [resourceKey(resource), resource]));
  const owned = await Promise.all(
    [...standing.owned].map(async ([key, { hash, body, tests, quarantined, uncertain }]) => {
      const resource = there.get(key);
      const moved = resource !== undefined && liveHash(resource) !== hash;
      const kept = moved ? await readBody(store, body) : undefined;
      const known: LastWritten = {
        hash,
        ...(kept === undefined ? {} : { body: kept }),
        ...(tests === undefined ? {} : { tests }),
        ...(quarantined === undefined ? {} : { quarantined }),
        ...(uncertain === undefined ? {} : { uncertain }),
      };
      return [key, known] as const;
    }),
  );
  const { guards } = standing;
  return {
    head: standing.head,
    owned: new Map(owned),
    holds: new Map([...standing.holds].map(([key, { body }]) => [key, body])),
    ...(guards === undefined ? {} : { guards: guards as unknown as Guards }),
    listed: observed?.record.resources.filter(({ type }) => type === 'alertRule').length ?? null,
    etags: standing.etags,
    ...(problem === undefined ? {} : { problem }),
  };
}
