import { resourceKey } from '../../src/state';
import type { Plan } from '../../src/state';
import { runDeployment } from './deployer';
import { rule, startWorld } from './world';
import type { World } from './world';

const IDS = Array.from({ length: 100 }, (_, index) => `r${String(index).padStart(3, '0')}`);

export interface RaceResult {
  readonly edits: number;
  /** Edits that were overwritten, and that no plan showed. */
  readonly lost: readonly string[];
  /** Edits that the plan showed to whoever agreed to it. */
  readonly shown: number;
}

/** Another client edits ten rules before the plan, and fifty random ones while it is carried out. */
export async function runRace(seed: number): Promise<RaceResult> {
  const world = await startWorld([], { settings: { pageSize: 50 } });
  try {
    const first = await runDeployment({
      ...world,
      desired: IDS.map((id) => rule(id)),
      now: Date.parse('2026-01-01T00:00:00Z'),
    });
    if (!first.green) throw new Error(`the history could not be made: ${first.words}`);
    const next: World = { ...world, desired: IDS.map((id) => rule(id, { severity: 'High' })) };
    let state = seed;
    const random = (most: number): number => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7f_ff_ff_ff;
      return (state >> 8) % most;
    };
    let edits = 0;
    const edit = async (id: string): Promise<void> => {
      edits += 1;
      await world.workspace.edit(id, { description: `Edit ${edits}.` });
    };
    for (const id of IDS.slice(0, 10)) await edit(id);
    let plan: Plan | undefined;
    let during = 0;
    const writesBefore = world.workspace.writes().length;
    await runDeployment(next, {
      plan: (made) => (plan = made),
      workspace: (workspace) => ({
        ...workspace,
        put: async (resource, condition) => {
          if (during < 50 && random(10) < 8) {
            during += 1;
            await edit(IDS[random(IDS.length)] ?? 'r000');
          }
          return workspace.put(resource, condition);
        },
      }),
    });
    const shown = new Set(
      (plan?.actions ?? []).flatMap((action) =>
        action.action === 'update' && action.edit !== undefined ? [resourceKey(action)] : [],
      ),
    );
    const lost = world.workspace
      .writes()
      .slice(writesBefore)
      .filter(
        ({ principal, collection, effect }) =>
          principal === 'anonymous' && collection === 'alertRules' && effect === 'replaced',
      )
      .filter(({ before, name }) => {
        const description =
          (before?.resource.properties as { readonly description?: string } | undefined)?.description ?? '';
        const inPlan = plan?.actions.find((action) => action.id === name);
        const seen = inPlan !== undefined && 'live' in inPlan ? JSON.stringify(inPlan.live.body) : '';
        return description.startsWith('Edit ') && !seen.includes(description);
      })
      .map(({ name }) => name);
    return { edits, lost, shown: shown.size };
  } finally {
    await world.fleet.close();
  }
}
