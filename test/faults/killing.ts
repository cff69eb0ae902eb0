import type { Workspace } from '../../deploy';
import type { Plan } from '../../src/state';
import { runDeployment } from './deployer';
import type { Parts, Run } from './deployer';
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

/** Kills a run as `kill -9` does: from that moment on nothing more of it happens. */
export async function killRun(world: World, kill: Kill): Promise<Run> {
  let plan: Plan | undefined;
  const { parts, killed } = killing(kill);
  const run: Run = await Promise.race([
    runDeployment(world, { ...parts, plan: (made) => (plan = made) }),
    killed.then((): Run => ({ green: false, words: 'killed' })),
  ]);
  // What was on its way at that moment arrives all the same.
  await new Promise((resolve) => setTimeout(resolve, 30));
  return { ...run, ...(plan === undefined ? {} : { plan }) };
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
