import type { Workspace } from '../../deploy';
import type { Plan } from '../../src/state';
import { runDeployment } from './deployer';
import type { Parts, Run } from './deployer';
import { judge, look } from './judge';
import type { Violation } from './judge';
import { recovered } from './run-case';
import { rule, startWorld } from './world';
import type { World } from './world';

/** Where a run can be killed: around one write, or around one of its two records. */
export const BOUNDARIES = [
  'begin recorded',
  'before send',
  'effective',
  'answered',
  'before end',
  'end recorded',
] as const;
export type Boundary = (typeof BOUNDARIES)[number];

export interface Kill {
  readonly boundary: Boundary;
  /** Which write of rules and marks, from 1. */
  readonly write: number;
}

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

/** Kills a run as `kill -9` does: from that moment on nothing more of it happens. Judges what is left, and the next runs. */
export async function runKill({ boundary, write }: Kill): Promise<readonly Violation[]> {
  const world = await worldOfSixty();
  try {
    const before = await look(world);
    let plan: Plan | undefined;
    const { parts, killed } = killing({ boundary, write });
    const run: Run = await Promise.race([
      runDeployment(world, { ...parts, plan: (made) => (plan = made) }),
      killed.then((): Run => ({ green: false, words: 'killed' })),
    ]);
    const seen = { ...run, ...(plan === undefined ? {} : { plan }) };
    // What was on its way at that moment arrives all the same.
    await new Promise((resolve) => setTimeout(resolve, 30));
    return [...(await judge(world, seen, before)), ...(await recovered(world, {}))];
  } finally {
    await world.fleet.close();
  }
}

function killing({ boundary, write }: Kill): { readonly parts: Parts; readonly killed: Promise<void> } {
  let dead = false;
  let count = 0;
  let die: () => void = () => undefined;
  const killed = new Promise<void>((resolve) => (die = resolve));
  const never = <T>(): Promise<T> => {
    dead = true;
    die();
    return new Promise<T>(() => undefined);
  };
  const alive = async <T>(call: () => Promise<T>): Promise<T> => (dead ? never<T>() : call());
  const struck = async <T>(call: () => Promise<T>): Promise<T> => {
    if (dead) return never();
    count += 1;
    if (count !== write) return call();
    switch (boundary) {
      case 'before send':
        return never();
      case 'effective':
        await call();
        return never();
      case 'answered': {
        const answer = await call();
        dead = true;
        return answer;
      }
      case 'begin recorded':
      case 'before end':
      case 'end recorded':
        return call();
    }
  };
  const parts: Parts = {
    workspace: (workspace): Workspace => ({
      ...workspace,
      get: (ref) => alive(() => workspace.get(ref)),
      list: (type) => alive(() => workspace.list(type)),
      put: (resource, condition) =>
        resource.id.startsWith('sentinel-rules-ledger')
          ? alive(() => workspace.put(resource, condition))
          : struck(() => workspace.put(resource, condition)),
      delete: (ref, condition) => struck(() => workspace.delete(ref, condition)),
    }),
    store: (store) => ({
      ...store,
      append: async (entry, bodies) => {
        if (dead) return never();
        const { kind } = entry.record;
        if (kind === 'end' && boundary === 'before end') return never();
        const answer = await store.append(entry, bodies);
        const over =
          (kind === 'begin' && boundary === 'begin recorded') || (kind === 'end' && boundary === 'end recorded');
        return over ? never() : answer;
      },
    }),
  };
  return { parts, killed };
}

/** Every boundary of the first, a middle and the last write, and seeded ones. */
export function kills(seeded: number, seed = 20_260_110): readonly Kill[] {
  let state = seed;
  const random = (most: number): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7f_ff_ff_ff;
    return state % most;
  };
  const around = ['before send', 'effective', 'answered'] as const;
  return [
    ...([1, WRITES / 2, WRITES] as const).flatMap((write) => around.map((boundary) => ({ boundary, write }))),
    ...(['begin recorded', 'before end', 'end recorded'] as const).map((boundary) => ({ boundary, write: 1 })),
    ...Array.from({ length: seeded }, () => ({
      boundary: around[random(around.length)] ?? 'effective',
      write: 1 + random(WRITES),
    })),
  ];
}
