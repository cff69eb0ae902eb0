import { objectAt } from '../../src/json';
import { sealEntry } from '../../src/ledger';
import type { ObservedResource } from '../../src/ledger';
import { liveHash, resourceKey, resourceTypes } from '../../src/state';
import type { Resource, ResourceRef } from '../../src/state';
import type { Io } from '../command';
import type { OpenLedger } from '../ledger/open-ledger';

export interface Observe {
  readonly io: Pick<Io, 'now'>;
  readonly ledger: OpenLedger;
  /** Name of the target. */
  readonly target: string;
  /** The rules that are ours. */
  readonly owned: readonly ResourceRef[];
  readonly listed: readonly Resource[];
  readonly source: 'deploy' | 'drift';
}

/** Records a whole list, rules that are not ours included. Somebody else's observation that comes between is as good. */
export async function observe({ io, ledger, target, owned, listed, source }: Observe): Promise<void> {
  const ours = new Set(owned.map(resourceKey));
  const resources = listed.map((resource): ObservedResource => {
    const { type, id, etag, body } = resource;
    const enabled = objectAt(body, 'properties')['enabled'];
    return {
      type,
      id,
      title: resourceTypes[type].title(body) ?? id,
      kind: typeof body['kind'] === 'string' ? body['kind'] : '',
      enabled: typeof enabled === 'boolean' ? enabled : null,
      hash: liveHash(resource),
      ...(etag === undefined ? {} : { etag }),
      owner: ours.has(resourceKey(resource)) ? 'ours' : 'not ours',
    };
  });
  const record = { kind: 'observation', at: io.now().toISOString(), source, resources } as const;
  const entry = sealEntry(record, { target, chain: 'observations', last: ledger.observed });
  await ledger.store.append(entry, new Map());
}
