import type { FaultCase } from './fault-case';
import { ledgerParts } from './ledger-parts';

/** One job begins, one writes, one ends. */
export const JOB_CASES: readonly FaultCase[] = (['reported', 'report lost'] as const).flatMap(
  (jobs): readonly FaultCase[] => [
    { name: `three jobs, ${jobs}`, parts: () => ({ jobs }) },
    {
      name: `three jobs, ${jobs}: an edit before the second`,
      parts: (world) => ({ jobs, meanwhile: () => world.workspace.edit('u2', { description: 'Theirs.' }) }),
    },
    ...(
      [
        ['update: reset after it took effect', { method: 'PUT', path: '/alertRules/u2' }, { kind: 'lostAnswer' }],
        ['create: 503', { method: 'PUT', path: '/alertRules/n2' }, { kind: 'serverError', status: 503 }],
        [
          'anchor: 403',
          { method: 'PUT', path: '/metadata/sentinel-rules-ledger' },
          { kind: 'refusedAs', reason: 'forbidden' },
        ],
        ['verify: 500', { method: 'GET', path: '/alertRules?' }, { kind: 'serverError', status: 500 }],
        ['delete: 409 lock', { method: 'DELETE', path: '/alertRules/d1' }, { kind: 'refusedAs', reason: 'locked' }],
      ] as const
    ).map(([name, when, effect]): FaultCase => ({
      name: `three jobs, ${jobs}: ${name}, once`,
      parts: () => ({ jobs }),
      faults: () => [{ id: name, when: { ...when, calls: [1] }, effect }],
    })),
    {
      name: `three jobs, ${jobs}: end is written, the answer lost`,
      parts: () => ({ ...ledgerParts('lost', 'end'), jobs }),
    },
    {
      name: `three jobs, ${jobs}: cancelled`,
      world: () => ({ mayWrite: false }),
      parts: () => ({ jobs, signal: AbortSignal.abort() }),
    },
  ],
);
