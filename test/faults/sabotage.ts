import { liveHash, markOf, resourceKey } from '../../src/state';
import type { Resource } from '../../src/state';
import type { Parts } from './deployer';

/** A protection, replaced by something that looks like it. The product has no switch for any of them. */
export interface Sabotage {
  readonly protection: string;
  /** Names of the cases of which at least one must turn red. */
  readonly cases: readonly string[];
  /** The promise that is broken then. */
  readonly invariant: string;
  parts(): Parts;
}

export const SABOTAGES: readonly Sabotage[] = [
  {
    protection: 'a write carries the version that the plan saw',
    invariant: 'I1',
    cases: ['an edit between look and write', 'somebody creates it between look and write'],
    parts: () => ({
      workspace: (workspace) => ({ ...workspace, put: (resource) => workspace.put(resource, { kind: 'none' }) }),
    }),
  },
  {
    protection: 'a write looks first',
    invariant: 'I1',
    cases: ['etags ignored: an edit between plan and look'],
    parts: () => {
      const listed = new Map<string, Resource>();
      return {
        workspace: (workspace) => ({
          ...workspace,
          list: async (type) => {
            const listing = await workspace.list(type);
            for (const one of listing.resources) listed.set(resourceKey(one), one);
            return listing;
          },
          get: (ref) => Promise.resolve(listed.get(resourceKey(ref))),
        }),
      };
    },
  },
  {
    protection: 'what is not proven of etags is not relied upon',
    invariant: 'I1',
    cases: ['etags ignored: an edit between plan and look'],
    parts: () => ({ plan: (plan) => ({ ...plan, etags: 'honoured' }) }),
  },
  {
    protection: '`begin` is recorded before the first write',
    invariant: 'I2',
    cases: ['look: 503, once'],
    parts: () => ({
      store: (store) => ({
        ...store,
        append: (entry, bodies) =>
          entry.record.kind === 'begin' ? Promise.resolve('appended') : store.append(entry, bodies),
      }),
    }),
  },
  {
    protection: 'of two deployments one stops',
    invariant: 'I2',
    cases: ['ledger: begin is refused, somebody was faster'],
    parts: () => ({
      store: (store) => ({
        ...store,
        append: async (entry, bodies) => {
          await store.append(entry, bodies);
          return 'appended';
        },
      }),
    }),
  },
  {
    protection: 'ours is what ledger and mark say',
    invariant: 'I9',
    cases: ['look: 503, once'],
    parts: () => ({
      reading: (reading) => {
        const { live, owner, known } = reading;
        const workspace = { subscriptionId: 's', resourceGroup: 'r', workspace: 'w' };
        const owned = live.map((one) => [resourceKey(one), { hash: liveHash(one) }] as const);
        return {
          ...reading,
          known: { ...known, owned: new Map([...owned, ...known.owned]) },
          metadata: [...reading.metadata, ...live.map((one) => markOf(one, { owner, workspace }))],
        };
      },
    }),
  },
  {
    protection: 'a fresh list is compared in the end',
    invariant: 'I3',
    cases: ['create: 200 and not stored', 'update: 200 and off, not said', 'update: 200 and not stored'],
    parts: () => ({ workspace: (workspace) => ({ ...workspace, ...remembering(workspace, 'lists') }) }),
  },
  {
    protection: 'every answer is compared with what was sent',
    invariant: 'I3',
    cases: ['create: 200 with a field dropped, said', 'update: 200 and off, said'],
    parts: () => ({ workspace: (workspace) => ({ ...workspace, ...remembering(workspace, 'lists and answers') }) }),
  },
  {
    protection: 'repetitions are bounded',
    invariant: 'I8',
    cases: ['update: 500, always', 'create: 503, always'],
    parts: () => ({ limiter: (limiter) => ({ ...limiter, attempts: 3000 }) }),
  },
  {
    protection: 'a run that was cancelled sends nothing',
    invariant: 'I5',
    cases: ['cancelled before the first write'],
    parts: () => ({ signal: new AbortController().signal }),
  },
  {
    protection: 'what the guards refuse is not carried out',
    invariant: 'I5',
    cases: ['refused by a guard'],
    parts: () => ({ plan: (plan) => ({ ...plan, refusals: [] }) }),
  },
  {
    protection: 'what we last wrote is the third side',
    invariant: 'I1',
    cases: ['an edit before the plan', 'an edit of a disabled rule before the plan'],
    parts: () => ({
      reading: (reading) => {
        const there = new Map(reading.live.map((one) => [resourceKey(one), one]));
        const owned = [...reading.known.owned].map(([key, last]) => {
          const live = there.get(key);
          return [key, live === undefined ? last : { ...last, hash: liveHash(live) }] as const;
        });
        return { ...reading, known: { ...reading.known, owned: new Map(owned) } };
      },
    }),
  },
];

type Seam = Parameters<NonNullable<Parts['workspace']>>[0];

/** A workspace that believes what it sent: its lists, and perhaps its answers, say that all of it is there. */
function remembering(workspace: Seam, what: 'lists' | 'lists and answers'): Partial<Seam> {
  const sent = new Map<string, Resource>();
  return {
    put: async (resource, condition) => {
      const written = await workspace.put(resource, condition);
      sent.set(resourceKey(resource), { ...written.resource, body: resource.body });
      return what === 'lists' ? written : { ...written, resource: { ...written.resource, body: resource.body } };
    },
    list: async (type) => {
      const listing = await workspace.list(type);
      const mine = [...sent.values()].filter((one) => one.type === type);
      const keys = new Set(mine.map(resourceKey));
      return { ...listing, resources: [...listing.resources.filter((one) => !keys.has(resourceKey(one))), ...mine] };
    },
  };
}
