import type { Diagnostic } from '../../src/diagnostics';
import type { LoadedRule } from '../../src/rules';
import type { Lacking } from '../../src/state';
import { placement } from '../../src/targets';
import type { Placement } from '../../src/targets';
import { inventoryPath, readInventory } from '../targets/inventory';
import type { Inventory } from '../targets/inventory';
import type { Target } from '../targets/target';
import type { ProjectRules } from './project-rules';

export interface Placements {
  /** Rules that go to the target, in order of path. */
  readonly here: readonly LoadedRule[];
  /** Why others do not, as files have it, by their ids in lower case. */
  readonly elsewhere: ReadonlyMap<string, string>;
  /** Those that do not because the target was not found to have their tables, in the same way. */
  readonly lacking: ReadonlyMap<string, Lacking>;
  readonly diagnostics: readonly Diagnostic[];
}

/** Which rules of a project go to a target. */
export function placements(rules: ProjectRules, target: Target): Placements {
  const listed = inventoryPath(rules.config, target.name);
  const inventory = readInventory(rules.root, rules.config, target.name);
  const placed = rules.project.rules.map(
    (loaded) => [loaded, placementOf(rules, loaded, { target, inventory })] as const,
  );
  if (inventory.tables !== undefined) rules.reader().save();
  return {
    here: placed.flatMap(([loaded, { goes }]) => (goes ? [loaded] : [])),
    elsewhere: new Map(
      placed.flatMap(([{ rule }, each]) =>
        each.goes || each.lacks !== undefined ? [] : [[rule.id.toLowerCase(), each.why]],
      ),
    ),
    lacking: new Map(
      placed.flatMap(([{ rule, path }, each]) =>
        each.goes || each.lacks === undefined
          ? []
          : [[rule.id.toLowerCase(), { path, why: lackingWords(each.lacks, target.name, listed) }]],
      ),
    ),
    diagnostics: inventory.diagnostics,
  };
}

function lackingWords(tables: readonly string[], target: string, listed: string): string {
  const names = tables.map((name) => `\`${name}\``).join(', ');
  return (
    `${listed} does not list ${names}, which it reads; where it is live it stays as it is. ` +
    `\`schema pull --target ${target}\` asks the workspace again; \`targets: { except: [${target}] }\` in the rule takes it away`
  );
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
