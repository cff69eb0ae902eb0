import type { Fault } from '../../src/emulator';

type FaultMatch = Fault['when'];

/** Requests of a deployment: where it can go wrong. */
export const WRITES: readonly (readonly [name: string, when: FaultMatch])[] = [
  ['anchor', { method: 'PUT', path: '/metadata/sentinel-rules-ledger' }],
  ['create', { method: 'PUT', path: '/alertRules/n2' }],
  ['update', { method: 'PUT', path: '/alertRules/u2' }],
  ['quarantine', { method: 'PUT', path: '/alertRules/q1' }],
  ['delete', { method: 'DELETE', path: '/alertRules/d1' }],
  ['mark', { method: 'PUT', path: '/metadata/analyticsrule-n2' }],
  ['unmark', { method: 'DELETE', path: '/metadata/analyticsrule-d1' }],
];
/** The other writes of the same deployment: what goes for one of a kind may not go for the first or the last. */
export const OTHER_WRITES: readonly (readonly [name: string, when: FaultMatch])[] = [
  ...['n1', 'n3'].map((id) => [`create ${id}`, { method: 'PUT', path: `/alertRules/${id}` }] as const),
  ...['u1', 'u3'].map((id) => [`update ${id}`, { method: 'PUT', path: `/alertRules/${id}` }] as const),
  ...['n1', 'n3'].map((id) => [`mark ${id}`, { method: 'PUT', path: `/metadata/analyticsrule-${id}` }] as const),
];
export const READS: readonly (readonly [name: string, when: FaultMatch])[] = [
  ['look', { method: 'GET', path: '/alertRules/u2' }],
  ['verify', { method: 'GET', path: '/alertRules?' }],
];
