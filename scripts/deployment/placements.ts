import type { Diagnostic } from '../../src/diagnostics';
import type { LoadedRule } from '../../src/rules';
import { placement } from '../../src/targets';
import type { Placement } from '../../src/targets';
import { readInventory } from '../targets/inventory';
import type { Inventory } from '../targets/inventory';
import type { Target } from '../targets/target';
import type { ProjectRules } from './project-rules';

export interface Placements {
  /** Rules that go to the target, in order of path. */
  readonly here: readonly LoadedRule[];
  /** Why the others do not, by their ids in lower case. */
  readonly elsewhere: ReadonlyMap<string, string>;
  readonly diagnostics: readonly Diagnostic[];
}

/** Which rules of a project go to a target. */
export function placements(rules: ProjectRules, target: Target): Placements {
  const inventory = readInventory(rules.root, rules.config, target.name);
  const placed = rules.project.rules.map(
    (loaded) => [loaded, placementOf(rules, loaded, { target, inventory })] as const,
  );
  if (inventory.tables !== undefined) rules.reader().save();
  return {
    here: placed.flatMap(([loaded, { goes }]) => (goes ? [loaded] : [])),
    elsewhere: new Map(placed.flatMap(([{ rule }, { goes, why }]) => (goes ? [] : [[rule.id.toLowerCase(), why]]))),
    diagnostics: inventory.diagnostics,
  };
}

/** Whether one rule goes to a target. Its query is read only where the answer may depend on it. */
export function placementOf(
  rules: ProjectRules,
  loaded: LoadedRule,
  { target, inventory }: { readonly target: Target; readonly inventory: Inventory },
): Placement {
  const { tables } = inventory;
  const asked = tables !== undefined && loaded.rule.targets?.tags === undefined;
  return placement(loaded.rule, target, asked ? { tables, reads: rules.tablesOf(loaded) } : {});
}
