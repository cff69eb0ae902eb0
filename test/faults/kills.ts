import { judge, look } from './judge';
import type { Violation } from './judge';
import { BOUNDARIES, killRun } from './killing';
import type { Kill } from './killing';
import { runDeployment } from './deployer';
import { recovered } from './run-case';
import { rule, startWorld } from './world';
import type { World } from './world';

const IDS = Array.from({ length: 60 }, (_, index) => `r${String(index).padStart(2, '0')}`);

/** Writes of the deployment: 20 creates with their marks, 30 updates, 10 that are disabled. */
export const WRITES = 80;

/** A workspace of 40 rules, and 60 changes that are wanted of it. */
async function worldOfSixty(): Promise<World> {
  const world = await startWorld([], { settings: { pageSize: 50 } });
  const before: World = {
    ...world,
    desired: IDS.slice(0, 40).map((id) => rule(id)),
    now: Date.parse('2026-01-01T00:00:00Z'),
  };
  const run = await runDeployment(before);
  if (!run.green) throw new Error(`the history could not be made: ${run.words}`);
  return {
    ...world,
    desired: [...IDS.slice(0, 30).map((id) => rule(id, { severity: 'High' })), ...IDS.slice(40).map((id) => rule(id))],
  };
}

/** Kills runs, one after the other: each after the first goes on where the one before it was killed. */
export async function runKill(...all: readonly Kill[]): Promise<readonly Violation[]> {
  const world = await worldOfSixty();
  try {
    const violations: Violation[] = [];
    for (const [index, kill] of all.entries()) {
      const next = { ...world, now: world.now + index * 60_000 };
      const before = await look(next);
      violations.push(...(await judge(next, await killRun(next, kill), before)));
    }
    return [...violations, ...(await recovered({ ...world, now: world.now + all.length * 60_000 }, {}))];
  } finally {
    await world.fleet.close();
  }
}

/** Every boundary of the first, a middle and the last write (or of every one), and seeded ones. */
export function kills(seeded: number, seed = 20_260_110): readonly Kill[] {
  let state = seed;
  const random = (most: number): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7f_ff_ff_ff;
    return state % most;
  };
  const around = ['before send', 'effective', 'answered'] as const;
  const chosen =
    process.env['FAULTS_ALL'] === '1'
      ? Array.from({ length: WRITES }, (_, index) => index + 1)
      : [1, WRITES / 2, WRITES];
  return [
    ...chosen.flatMap((write) => around.map((boundary) => ({ boundary, write }))),
    ...(['begin recorded', 'before end', 'end recorded'] as const).map((boundary) => ({ boundary, write: 1 })),
    ...Array.from({ length: seeded }, () => ({
      boundary: around[random(around.length)] ?? 'effective',
      write: 1 + random(WRITES),
    })),
  ];
}

/** A run that is killed, and the one that goes on with it, at each of its own boundaries. */
export function twice(): readonly (readonly Kill[])[] {
  const first: Kill = { boundary: 'effective', write: WRITES / 2 };
  return BOUNDARIES.map((boundary) => [first, { boundary, write: 1 }]);
}
