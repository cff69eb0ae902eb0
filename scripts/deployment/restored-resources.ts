import { objectAt } from '../../src/json';
import { readBody, standingOf } from '../../src/ledger';
import type { DeploymentEntry } from '../../src/ledger';
import { liveHash, refOfKey, RESOURCE_TYPES, resourceKey, resourceTypes } from '../../src/state';
import type { DesiredResource, Resource } from '../../src/state';
import { UsageError } from '../command';
import type { OpenLedger } from '../ledger/open-ledger';
import type { WorkspaceReading } from './read-workspace';

/** The state of a target after an earlier deployment, as what is wanted now. */
export interface Restored {
  /** Hash of the entry of the deployment. */
  readonly entry: string;
  readonly resources: readonly DesiredResource[];
  /** Rules that stay as they are, since somebody edited them after we last wrote them. */
  readonly skipped: readonly Resource[];
}

/**
 * What a rollback wants. `to` is the beginning of an entry's hash, or of the commit that was deployed. Throws a UsageError
 * where nothing, or more than one deployment, has it.
 */
export async function restoredResources(
  { ledger, live }: WorkspaceReading,
  { to, named }: { readonly to: string; readonly named: readonly string[] },
): Promise<Restored> {
  const { store, entries, standing } = ledger;
  const begin = findDeployment(entries, to);
  const after = entries.findIndex(({ record }) => record.kind === 'end' && record.begin === begin.hash);
  if (after < 0)
    throw new UsageError(`the deployment ${begin.hash.slice(0, 12)} never ended: nothing says what it left`);
  const then = standingOf(entries.slice(0, after + 1));
  const there = new Map(live.map((rule) => [resourceKey(rule), rule]));
  const byName = new Set(named.flatMap((id) => RESOURCE_TYPES.map((type) => resourceKey({ type, id }))));
  const edited = live.filter((rule) => {
    const last = standing.owned.get(resourceKey(rule));
    return last !== undefined && last.hash !== liveHash(rule) && !byName.has(resourceKey(rule));
  });
  const skip = new Set(edited.map(resourceKey));
  const wanted = [...then.owned].filter(
    ([key, { quarantined }]) => refOfKey(key).type !== 'mark' && !skip.has(key) && quarantined === undefined,
  );
  const resources = await Promise.all(
    wanted.map(async ([key, { body }]): Promise<DesiredResource> => {
      const kept = await readBody(store, body);
      if (kept === undefined) throw new UsageError(`the ledger does not hold the body of ${key} any more`);
      const { type, id } = there.get(key) ?? refOfKey(key);
      return { type, id: there.has(key) ? id : writtenId(kept, id), body: resourceTypes[type].writable(kept) };
    }),
  );
  const kept = edited.map(({ type, id, body }) => ({ type, id, body: resourceTypes[type].writable(body) }));
  return { entry: begin.hash, resources: [...resources, ...kept], skipped: edited };
}

/** The deployment that `to` names. */
function findDeployment(entries: OpenLedger['entries'], to: string): DeploymentEntry {
  const begins = entries.filter(({ record }) => record.kind === 'begin');
  const found = begins.filter(
    ({ hash, record }) => hash.startsWith(to) || (record.kind === 'begin' && record.commit?.startsWith(to) === true),
  );
  const last = found.at(-1);
  if (last === undefined) {
    const known = begins.slice(-5).map(({ hash, record }) => `${hash.slice(0, 12)} (${record.at})`);
    throw new UsageError(`no deployment ${JSON.stringify(to)}; the last are ${known.join(', ') || 'none'}`);
  }
  return last;
}

/** The name in the letter case that it had: keys know none, and queries call functions by it. */
function writtenId(body: Resource['body'], id: string): string {
  const { functionAlias, watchlistAlias } = objectAt(body, 'properties');
  const written = [functionAlias, watchlistAlias].find((text) => typeof text === 'string');
  return typeof written === 'string' && written.toLowerCase() === id ? written : id;
}
