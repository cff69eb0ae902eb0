import type { FaultCase } from './fault-case';

const HOUR = 3_600_000;

/** The clock of the machine, or of the service, jumps while a run is under way. */
export const CLOCK_CASES: readonly FaultCase[] = [
  ...(
    [
      ['back an hour', -HOUR],
      ['forward a day', 24 * HOUR],
    ] as const
  ).map(([name, by]): FaultCase => ({
    name: `the machine's clock jumps ${name} after begin`,
    parts: ({ now }) => {
      let asked = 0;
      return { now: () => (asked++ === 0 ? now : now + by) };
    },
  })),
  {
    name: "the machine's clock is set back between two runs",
    world: ({ now }) => ({ now: now - 60 * 24 * HOUR }),
  },
  ...(
    [
      ['back', -3600],
      ['forward', 7200],
    ] as const
  ).map(([name, seconds]): FaultCase => ({
    name: `the service's clock jumps ${name} at a write`,
    faults: () => [
      {
        id: name,
        when: { method: 'PUT', path: '/alertRules/u2', calls: [1] },
        effect: { kind: 'timePasses', seconds },
      },
    ],
  })),
];
