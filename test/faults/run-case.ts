import { resourceKey } from '../../src/state';
import type { FaultCase } from './fault-case';
import { runDeployment } from './deployer';
import type { Parts, Run } from './deployer';
import { judge, look, strangers } from './judge';
import { killRun } from './killing';
import type { Violation } from './judge';
import { worldWithContent } from './content-world';
import { rule, startWorld } from './world';
import type { World } from './world';

/** A workspace in which one rule was deployed, disabled and is due to be deleted, and the rest waits for its next deployment. */
export async function worldWithHistory(): Promise<World> {
  const ids = ['u1', 'u2', 'u3', 'k1', 'k2', 'q1', 'd1'];
  const world = await startWorld([]);
  const step = async (desired: World['desired'], now: string): Promise<World> => {
    const next: World = { ...world, desired, now: Date.parse(now) };
    const run = await runDeployment(next);
    if (!run.green) throw new Error(`the history could not be made: ${run.words}`);
    return next;
  };
  await step(
    ids.map((id) => rule(id)),
    '2025-11-20T00:00:00Z',
  );
  await step(
    ids.filter((id) => id !== 'd1').map((id) => rule(id)),
    '2025-11-25T00:00:00Z',
  );
  const wanted = [
    ...['u1', 'u2', 'u3'].map((id) => rule(id, { severity: 'High' })),
    ...['k1', 'k2', 'n1', 'n2', 'n3'].map((id) => rule(id)),
  ];
  return { ...world, desired: wanted, now: Date.parse('2026-01-10T00:00:00Z') };
}

export interface CaseResult {
  readonly name: string;
  readonly run: Run;
  readonly violations: readonly Violation[];
}

/** Runs a case, judges it, lets the fault be over, and judges whether the next runs bring everything to an end. */
export async function runCase(one: FaultCase, sabotage: Parts = {}): Promise<CaseResult> {
  const history = await (one.of === 'content' ? worldWithContent() : worldWithHistory());
  const world: World = { ...history, ...one.world?.(history) };
  const { control } = world.fleet;
  try {
    await one.prepare?.(world);
    const earlier: Violation[] = [];
    if (one.killed !== undefined) {
      const before = await look(world);
      earlier.push(...(await judge(world, await killRun(world, one.killed), before)));
    }
    const before = await look(world);
    const parts = { ...one.parts?.(world) };
    const strike = (): void => control.setFaults(one.faults?.(world) ?? []);
    if (one.early === true) strike();
    const meanwhile = async (plan: Parameters<NonNullable<Parts['meanwhile']>>[0]): Promise<void> => {
      if (one.early !== true) strike();
      await parts.meanwhile?.(plan);
    };
    const run = await runDeployment(world, merged({ ...parts, meanwhile }, sabotage));
    const violations = [...earlier, ...(await judge(world, run, before))];
    control.setFaults([]);
    control.setSettings({ consistency: { kind: 'strong' }, locks: [] });
    const { guards } = history.target;
    const { ends: _over, ...rest } = world;
    const free: World = { ...rest, mayWrite: true, target: { ...world.target, guards } };
    violations.push(...(await recovered(free, sabotage)));
    return { name: one.name, run, violations };
  } finally {
    await world.fleet.close();
  }
}

/** With the fault over, two more runs at most bring the workspace to what is wanted, or name what somebody else did. */
export async function recovered(world: World, sabotage: Parts): Promise<readonly Violation[]> {
  const violations: Violation[] = [];
  let last: Run | undefined;
  for (let count = 1; count <= 3; count += 1) {
    // By the second, the ids of rules that others deleted may be used again.
    if (count === 2) world.fleet.control.advance(7200);
    const before = await look(world);
    last = await runDeployment({ ...world, now: world.now + count * 60_000 }, sabotage);
    for (const { invariant, words } of await judge(world, last, before)) {
      violations.push({ invariant, words: `while recovering: ${words}` });
    }
    if (last.green && (last.plan?.actions.length ?? 1) === 0) break;
  }
  const unknown = await strangers(world);
  if (unknown.length > 0)
    violations.push({ invariant: 'R', words: `the ledger does not know what we wrote: ${unknown.join(', ')}` });
  const left = (last?.plan?.actions ?? []).filter((action) => !('blocked' in action) || action.blocked === undefined);
  const open = left.map(resourceKey).join(', ');
  if (open !== '')
    violations.push({ invariant: 'R', words: `after three more runs there is still ${open} (${last?.words ?? ''})` });
  return violations;
}

/** A part that a case replaces and a sabotage replaces too is the sabotage's, around the case's. */
function merged(parts: Parts, sabotage: Parts): Parts {
  const both = (key: 'workspace' | 'limiter' | 'store' | 'reading' | 'plan'): Parts => {
    const [inner, outer] = [parts[key], sabotage[key]] as readonly (((value: never) => never) | undefined)[];
    if (inner === undefined || outer === undefined) return {};
    return { [key]: (value: never) => outer(inner(value)) };
  };
  return {
    ...parts,
    ...sabotage,
    ...both('workspace'),
    ...both('limiter'),
    ...both('store'),
    ...both('reading'),
    ...both('plan'),
    ...(parts.meanwhile === undefined ? {} : { meanwhile: parts.meanwhile }),
  };
}
