import type { JsonObject } from '../../src/json';
import { readBody, readDeployments, readObservations } from '../../src/ledger';
import type { ChainProblem, LedgerStore } from '../../src/ledger';
import type { Chains } from '../../src/audit';
import { UsageError } from '../command';
import { ledgerStore } from '../ledger/open-ledger';
import type { Target } from '../targets/target';

/** The ledger of a target as this clone has it: the remote, if there is one, is not asked. */
export function clonedLedger(root: string, target: Target): LedgerStore {
  const { ledger } = target;
  return ledgerStore(root, 'ref' in ledger ? { ...target, ledger: { ref: ledger.ref } } : target);
}

/** Both chains, or what is wrong with them: an answer must not rest on a broken one. */
export async function readChains(
  store: LedgerStore,
  target: string,
): Promise<Chains | { readonly problems: readonly ChainProblem[] }> {
  const [deployments, observations] = await Promise.all([
    readDeployments(store, target),
    readObservations(store, target),
  ]);
  if (deployments.kind === 'broken' || observations.kind === 'broken') {
    return { problems: [deployments, observations].flatMap((one) => (one.kind === 'broken' ? one.problems : [])) };
  }
  return { deployments: deployments.entries, observations: observations.entries };
}

/** The same, believed. Throws a UsageError where they cannot be. */
export async function wholeChains(store: LedgerStore, target: string): Promise<Chains> {
  const chains = await readChains(store, target);
  if (!('problems' in chains)) return chains;
  const [first] = chains.problems;
  throw new UsageError(
    `${store.place} is not as it was written (${first?.message ?? ''}): no answer can rest on it. \`sentinel-rules audit verify --target ${target}\` tells all that is wrong.`,
  );
}

/** Bodies by their hash, as many as are kept and intact. */
export async function readBodies(
  store: LedgerStore,
  hashes: Iterable<string>,
): Promise<ReadonlyMap<string, JsonObject>> {
  const found = new Map<string, JsonObject>();
  for (const hash of new Set(hashes)) {
    const body = await readBody(store, hash);
    if (body !== undefined) found.set(hash, body);
  }
  return found;
}
