import type { FaultCase } from './fault-case';
import type { Kill } from './killing';
import { ledgerParts } from './ledger-parts';
import { WRITES } from './steps';

/** A run that goes on after one that was killed meets faults of its own. */
const KILLED: Kill = { boundary: 'effective', write: 4 };
export const RECOVERY_CASES: readonly FaultCase[] = [
  ...(
    [
      ['503, once', { kind: 'serverError', status: 503 }, [1]],
      ['429 without Retry-After, once', { kind: 'throttled' }, [1]],
      ['500, always', { kind: 'serverError', status: 500 }, []],
      ['no answer, once', { kind: 'noAnswer', effect: 'none' }, [1]],
      ['a body cut short, once', { kind: 'cutBody' }, [1]],
      ['a lost page', { kind: 'skippedPage' }, [1]],
      ['a list that ends early', { kind: 'endedList' }, [1]],
      ['a page twice', { kind: 'repeatedPage' }, [1]],
      ['a list that begins again', { kind: 'restartedList' }, [1]],
      ['a lost page of the plan that follows', { kind: 'skippedPage' }, [4]],
    ] as const
  ).map(([name, effect, calls]): FaultCase => ({
    name: `recovery, list: ${name}`,
    killed: KILLED,
    early: true,
    faults: () => [
      { id: name, when: { method: 'GET', path: '/alertRules?', ...(calls.length === 0 ? {} : { calls }) }, effect },
    ],
  })),
  ...WRITES.flatMap(([place, when]): readonly FaultCase[] =>
    (
      [
        ['reset after it took effect', { kind: 'lostAnswer' }],
        ['503', { kind: 'serverError', status: 503 }],
        ['409 newer instance', { kind: 'refusedAs', reason: 'newerInstance' }],
        ['403', { kind: 'refusedAs', reason: 'forbidden' }],
      ] as const
    ).map(([name, effect]) => ({
      name: `recovery, ${place}: ${name}, once`,
      killed: KILLED,
      early: true as const,
      faults: () => [{ id: name, when: { ...when, calls: [1] }, effect }],
    })),
  ),
  ...(['moved', 'full', 'lost'] as const).map((how): FaultCase => ({
    name: `recovery, its end: ${how}`,
    killed: KILLED,
    parts: () => ledgerParts(how, 'end'),
  })),
  {
    name: 'recovery: an edit of what the killed run wrote',
    killed: KILLED,
    parts: (world) => ({ meanwhile: () => world.workspace.edit('u1', { description: 'Theirs.' }) }),
  },
  {
    name: 'recovery: the service lags behind',
    killed: KILLED,
    early: true,
    faults: ({ fleet }) => {
      fleet.control.setSettings({ consistency: { kind: 'lagging', reads: 'lists', by: 'reads', amount: 5 } });
      return [];
    },
  },
];
