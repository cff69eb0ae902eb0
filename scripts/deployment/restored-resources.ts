import { objectAt } from '../../src/json';
import { keyOf, readBody, standingOf } from '../../src/ledger';
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
  /** Rules to create whose ids the service may not give out again yet. */
  readonly tombstoned: readonly Tombstoned[];
}

export interface Tombstoned {
  readonly id: string;
  readonly title: string;
  /** ISO 8601: when we deleted it, and from when on its id is believed to be free. */
  readonly deleted: string;
  readonly until: string;
}

/**
 * What a rollback wants. `to` is the beginning of an entry's hash, or of the commit that was deployed. Throws a UsageError
 * where nothing, or more than one deployment, has it.
 */
export async function restoredResources(
  { ledger, live }: WorkspaceReading,
  { to, named, now }: { readonly to: string; readonly named: readonly string[]; readonly now: Date },
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
  const missing = resources.filter((one) => one.type === 'alertRule' && !there.has(resourceKey(one)));
  const tombstoned = tombstonedAmong(missing, { entries, now });
  return { entry: begin.hash, resources: [...resources, ...kept], skipped: edited, tombstoned };
}

/**
 * How long the id of a deleted rule is refused. Nobody documents it: users tell of minutes to about an hour
 * (Azure-Sentinel#4053, terraform-provider-azurerm#25564, read 2026-11-24).
 */
const TOMBSTONE_MS = 3_600_000;

function tombstonedAmong(
  rules: readonly DesiredResource[],
  { entries, now }: { readonly entries: OpenLedger['entries']; readonly now: Date },
): readonly Tombstoned[] {
  const deleted = new Map(
    entries.flatMap(({ record }) =>
      record.kind === 'end'
        ? record.actions
            .filter(({ action, outcome }) => action === 'delete' && outcome === 'applied')
            .map((action) => [keyOf(action), record.at] as const)
        : [],
    ),
  );
  return rules.flatMap(({ type, id, body }) => {
    const at = deleted.get(keyOf({ type, id }));
    const until = at === undefined ? 0 : Date.parse(at) + TOMBSTONE_MS;
    if (at === undefined || until <= now.getTime()) return [];
    const title = resourceTypes[type].title(body) ?? id;
    return [{ id, title, deleted: at, until: new Date(until).toISOString() }];
  });
}

/**
 * The deployment that `to` names. A commit is what a deployment brought, not what a rollback ran from; where it was deployed
 * several times, the last counts.
 */
function findDeployment(entries: OpenLedger['entries'], to: string): DeploymentEntry {
  const begins = entries.flatMap(({ record, ...entry }) => (record.kind === 'begin' ? [{ ...entry, record }] : []));
  const wanted = to.toLowerCase();
  const byHash = begins.filter(({ hash }) => hash.startsWith(wanted));
  const byCommit = begins.filter(
    ({ record }) => record.restores === undefined && record.commit?.startsWith(wanted) === true,
  );
  const names = new Set([...byHash.map(({ hash }) => hash), ...byCommit.map(({ record }) => record.commit ?? '')]);
  const last = byHash.at(-1) ?? byCommit.at(-1);
  if (last !== undefined && names.size === 1) return last;
  if (last !== undefined) {
    const all = [...names].map((name) => name.slice(0, 12)).join(', ');
    throw new UsageError(`${JSON.stringify(to)} begins several: ${all}; name one by more of its characters`);
  }
  const known = begins.slice(-5).map(({ hash, record }) => `${hash.slice(0, 12)} (${record.at})`);
  throw new UsageError(`no deployment ${JSON.stringify(to)}; the last are ${known.join(', ') || 'none'}`);
}

/** The name in the letter case that it had: keys know none, and queries call functions by it. */
function writtenId(body: Resource['body'], id: string): string {
  const { functionAlias, watchlistAlias } = objectAt(body, 'properties');
  const written = [functionAlias, watchlistAlias].find((text) => typeof text === 'string');
  return typeof written === 'string' && written.toLowerCase() === id ? written : id;
}
