import type { DeploymentEntry } from './entry';
import type { BeginRecord, BodyRef, EndRecord, WrittenAction } from './record';

/** The last that is known of a resource that a deployment wrote. */
export interface Owned {
  /** Canonical hash of what was live after the write, and the hash under which that body is kept. */
  readonly hash: string;
  readonly body: string;
  /** Hash of the entry whose `end` says so. */
  readonly deployment: string;
  readonly at: string;
  readonly tests?: string;
  /** When it was disabled to be deleted later, ISO 8601. */
  readonly quarantined?: string;
  /** A later write may or may not have taken effect. */
  readonly uncertain?: boolean;
}

/** Where a target stands: what its chain of deployments amounts to. */
export interface Standing {
  readonly head: string | null;
  readonly last: DeploymentEntry | undefined;
  /** A deployment that began and has not ended. */
  readonly open: { readonly hash: string; readonly begin: BeginRecord } | undefined;
  /** Hashes of plans that were begun: none is carried out twice. */
  readonly used: ReadonlySet<string>;
  /** By type and id, ids in lower case. */
  readonly owned: ReadonlyMap<string, Owned>;
  /** The guards of the last deployment. */
  readonly guards: Readonly<Record<string, unknown>> | undefined;
  /** Canonical hashes that a rollback left behind, by resource: not to be written again by the same commit. */
  readonly holds: ReadonlyMap<string, Hold>;
  readonly etags: 'honoured' | 'ignored' | 'unproven';
}

export interface Hold {
  /** Hash of the body that was rolled back. */
  readonly body: string;
  readonly since: string;
}

/** Reads a chain from its beginning. The entries must be a whole chain: see `chainProblems`. */
export function standingOf(entries: readonly DeploymentEntry[]): Standing {
  const owned = new Map<string, Owned>();
  const holds = new Map<string, Hold>();
  const used = new Set<string>();
  let open: Standing['open'];
  let guards: Standing['guards'];
  let etags: Standing['etags'] = 'unproven';
  for (const { record, hash } of entries) {
    switch (record.kind) {
      case 'begin':
        open = { hash, begin: record };
        guards = record.guards;
        used.add(record.plan);
        break;
      case 'end':
        if (open !== undefined) settle({ owned, holds }, { begin: open.begin, end: record });
        open = undefined;
        break;
      case 'probe':
        etags = record.etags;
        break;
      case 'ratification': {
        const key = keyOf(record.subject);
        const known = owned.get(key);
        if (known === undefined) break;
        if (record.hash === null) owned.delete(key);
        else owned.set(key, { ...known, hash: record.hash, body: record.body ?? known.body });
        break;
      }
      case 'erasure':
        break;
    }
  }
  const last = entries.at(-1);
  return { head: last?.hash ?? null, last, open, used, owned, guards, holds, etags };
}

interface Books {
  readonly owned: Map<string, Owned>;
  readonly holds: Map<string, Hold>;
}

function settle(
  { owned, holds }: Books,
  { begin, end }: { readonly begin: BeginRecord; readonly end: EndRecord },
): void {
  const begun = new Map(begin.actions.map((action) => [keyOf(action), action]));
  for (const written of end.actions) {
    const key = keyOf(written);
    const action = begun.get(key);
    settleOne(owned, { written, end, desired: action?.desired ?? null });
    const seen = action?.seen;
    if (written.outcome !== 'applied') continue;
    if (begin.restores === undefined) holds.delete(key);
    else if (seen !== null && seen !== undefined) holds.set(key, { body: seen.hash, since: end.at });
  }
}

interface Settled {
  readonly written: WrittenAction;
  readonly end: EndRecord;
  readonly desired: BodyRef | null;
}

function settleOne(owned: Map<string, Owned>, { written, end, desired }: Settled): void {
  const key = keyOf(written);
  const before = owned.get(key);
  if (written.outcome === 'unknown') {
    const known = before ?? (desired === null ? undefined : { ...desired, deployment: end.begin, at: end.at });
    if (known !== undefined) owned.set(key, { ...known, uncertain: true });
    return;
  }
  if (written.outcome === 'not applied') return;
  if (written.live === null || written.live === undefined) {
    owned.delete(key);
    return;
  }
  const { hash, body } = written.live;
  owned.set(key, {
    hash,
    body,
    deployment: end.begin,
    at: end.at,
    ...(written.tests === undefined ? {} : { tests: written.tests }),
    ...(written.action === 'quarantine' ? { quarantined: before?.quarantined ?? end.at } : {}),
  });
}

/** Equal for two references to the same resource. */
export function keyOf({ type, id }: { readonly type: string; readonly id: string }): string {
  return `${type}/${id.toLowerCase()}`;
}
