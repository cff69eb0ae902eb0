import { compareText } from '../diagnostics';
import { hashJson } from './hash';
import { toJson } from './json';
import { PLAN_FORMAT } from './plan';
import type { Action, Plan, PlanTarget, Unmanaged } from './plan';
import { RESOURCE_TYPES, resourceKey } from './resource';
import type { DesiredResource, Resource, ResourceRef } from './resource';
import { resourceTypes } from './resource-types';

export interface PlanInput {
  readonly target: PlanTarget;
  readonly tool: { readonly name: string; readonly version: string };
  readonly commit: string | null;
  readonly created: Date;
  /** What the repository wants. Ids must differ: duplicates are found by checks before this. */
  readonly desired: readonly DesiredResource[];
  /** What one listing of the workspace returned. */
  readonly live: readonly Resource[];
}

/** Compares what is wanted with what is live. The order of either side does not matter. */
export function createPlan({ target, tool, commit, created, desired, live }: PlanInput): Plan {
  const wanted = byKey(desired);
  const existing = byKey(live);
  const actions = [...wanted].flatMap(([key, resource]) => planOne(resource, existing.get(key)));
  const plan = {
    format: PLAN_FORMAT,
    target,
    tool,
    commit,
    created: created.toISOString(),
    actions: inOrder(actions),
    unchanged: wanted.size - actions.length,
    unmanaged: inOrder([...existing].filter(([key]) => !wanted.has(key)).map(([, resource]) => unmanaged(resource))),
  } as const;
  return { ...plan, checksum: planChecksum(plan) };
}

/** The checksum that a plan must carry. */
export function planChecksum(plan: Omit<Plan, 'checksum'>): string {
  return hashJson(toJson({ ...plan, checksum: undefined }));
}

function planOne(resource: DesiredResource, live: Resource | undefined): readonly Action[] {
  const { type, id, path, body } = resource;
  const row = resourceTypes[type];
  const base = { type, id, title: row.title(body) ?? id, ...(path === undefined ? {} : { path }), desired: body };
  if (live === undefined) return [{ action: 'create', ...base }];
  const before = row.canonical(live.body);
  const after = row.canonical(body);
  const changes = row.diff(before, after);
  if (changes.length === 0) return [];
  const blocked = row.blocker(before, after);
  return [
    {
      action: 'update',
      ...base,
      live: { ...(live.etag === undefined ? {} : { etag: live.etag }), hash: hashJson(before), body: before },
      changes,
      ...(blocked === undefined ? {} : { blocked }),
    },
  ];
}

function unmanaged({ type, id, body }: Resource): Unmanaged {
  return { type, id, title: resourceTypes[type].title(body) ?? id };
}

function byKey<R extends Resource>(resources: readonly R[]): ReadonlyMap<string, R> {
  const map = new Map<string, R>();
  for (const resource of resources) {
    const key = resourceKey(resource);
    if (map.has(key)) throw new Error(`two resources are called ${key}`);
    map.set(key, resource);
  }
  return map;
}

function inOrder<R extends ResourceRef>(refs: readonly R[]): readonly R[] {
  return [...refs].sort(
    (a, b) =>
      RESOURCE_TYPES.indexOf(a.type) - RESOURCE_TYPES.indexOf(b.type) || compareText(resourceKey(a), resourceKey(b)),
  );
}
