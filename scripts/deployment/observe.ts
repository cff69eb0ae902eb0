import { hashJson, objectAt } from '../../src/json';
import type { JsonObject } from '../../src/json';
import { bodyRefs, keyOf, sealEntry } from '../../src/ledger';
import type { ObservedResource, Subject } from '../../src/ledger';
import { liveHash, resourceKey, resourceTypes } from '../../src/state';
import type { Resource, ResourceRef } from '../../src/state';
import type { Io } from '../command';
import type { OpenLedger } from '../ledger/open-ledger';

export interface Observe {
  readonly io: Pick<Io, 'now'>;
  readonly ledger: Pick<OpenLedger, 'store' | 'observed' | 'entries'>;
  /** Name of the target. */
  readonly target: string;
  /** The rules that are ours. */
  readonly owned: readonly ResourceRef[];
  readonly listed: readonly Resource[];
  readonly source: 'deploy' | 'drift' | 'verify';
}

/**
 * Records a whole list, rules that are not ours included: an auditor asks what they said, too. A body is kept once, when
 * it was not there before. Somebody else's observation that comes between is as
 * good.
 */
export async function observe({ io, ledger, target, owned, listed, source }: Observe): Promise<void> {
  const { resources, bodies } = observed({ ledger, owned, listed });
  const record = { kind: 'observation', at: io.now().toISOString(), source, resources } as const;
  const entry = sealEntry(record, { target, chain: 'observations', last: ledger.observed });
  await ledger.store.append(entry, bodies);
}

/** A list as the ledger keeps it, with the bodies that it does not hold yet. */
export function observed({ ledger, owned, listed }: Pick<Observe, 'ledger' | 'owned' | 'listed'>): {
  readonly resources: readonly ObservedResource[];
  readonly bodies: ReadonlyMap<string, JsonObject>;
} {
  const ours = new Set(owned.map(resourceKey));
  const known = knownBodies(ledger);
  const bodies = new Map<string, JsonObject>();
  const rules = listed.filter(({ type }) => type === 'alertRule');
  const resources = rules.map((resource): ObservedResource => {
    const { type, id, etag, body } = resource;
    const enabled = objectAt(body, 'properties')['enabled'];
    const hash = liveHash(resource);
    const before = known.get(`${resourceKey(resource)} ${hash}`);
    const kept = before ?? hashJson(body);
    if (before === undefined) bodies.set(kept, body);
    return {
      type,
      id,
      title: resourceTypes[type].title(body) ?? id,
      kind: typeof body['kind'] === 'string' ? body['kind'] : '',
      enabled: typeof enabled === 'boolean' ? enabled : null,
      hash,
      body: kept,
      ...(etag === undefined ? {} : { etag }),
      owner: ours.has(resourceKey(resource)) ? 'ours' : 'not ours',
    };
  });
  return { resources, bodies };
}

/** Where bodies are kept already, by resource and canonical hash: the last of those that say the same. */
function knownBodies(ledger: Observe['ledger']): ReadonlyMap<string, string> {
  return new Map(refsOf(ledger).map(({ subject, hash, body }) => [`${keyOf(subject)} ${hash}`, body]));
}

/** Whether a ledger says of a kept body that it is of this resource, and has this canonical hash. */
export function bodiesIn(ledger: Observe['ledger']): (subject: Subject, hash: string, body: string) => boolean {
  const known = new Set(refsOf(ledger).map(({ subject, hash, body }) => `${keyOf(subject)} ${hash} ${body}`));
  return (subject, hash, body) => known.has(`${keyOf(subject)} ${hash} ${body}`);
}

function refsOf({ observed: last, entries }: Observe['ledger']): ReturnType<typeof bodyRefs> {
  const records = [...(last === undefined ? [] : [last.record]), ...entries.map(({ record }) => record)];
  return records.flatMap(bodyRefs);
}
