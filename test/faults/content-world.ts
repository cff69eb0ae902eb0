import type { DesiredResource } from '../../src/state';
import { runDeployment } from './deployer';
import { rule, startWorld } from './world';
import type { World } from './world';

export function list(id: string, users: readonly string[]): DesiredResource {
  const rows = users.map((User) => ({ User, Why: `because ${User}` }));
  return {
    type: 'watchlist',
    id,
    body: { properties: { displayName: `List ${id}`, provider: 'Microsoft', itemsSearchKey: 'User' }, rows },
  };
}

export function saved(id: string, query: string): DesiredResource {
  const properties = { category: 'Detections', displayName: id, functionAlias: id, query, version: 2 };
  return { type: 'function', id, body: { properties } };
}

/** A workspace with watchlists, functions and a rule that reads them, and what is wanted of it next. */
export async function worldWithContent(): Promise<World> {
  const world = await startWorld([]);
  const hand = { displayName: 'Theirs', provider: 'Microsoft', itemsSearchKey: 'User', rawContent: 'User\nsomebody\n' };
  await world.workspace.act('PUT', `${SENTINEL}/watchlists/by_hand?${VERSION}`, { properties: hand });
  const first = [
    list('list1', ['a', 'b', 'c']),
    list('list2', ['x']),
    list('list4', ['k']),
    saved('F1', 'SecurityEvent | take 1'),
    saved('F3', 'SecurityEvent | take 3'),
    { ...rule('u1'), needs: ['watchlist/list1', 'function/f1'] },
  ];
  const run = await runDeployment({ ...world, desired: first, now: Date.parse('2025-11-20T00:00:00Z') });
  if (!run.green) {
    await world.fleet.close();
    throw new Error(`the history could not be made: ${run.words}`);
  }
  const wanted = [
    list('list1', ['b', 'c', 'd', 'e']),
    list('list3', ['n', 'm']),
    list('list4', ['k']),
    saved('F1', 'SecurityEvent | take 2'),
    saved('F2', 'SecurityEvent | take 9'),
    { ...rule('u1', { severity: 'High' }), needs: ['watchlist/list1', 'function/f1'] },
    { ...rule('n1'), needs: ['watchlist/list3', 'function/f2'] },
  ];
  return { ...world, desired: wanted, now: Date.parse('2026-01-10T00:00:00Z') };
}

export const SENTINEL = 'providers/Microsoft.SecurityInsights';
export const VERSION = 'api-version=2025-07-01-preview';
