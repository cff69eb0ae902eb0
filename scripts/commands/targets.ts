import { countDiagnostics, formatters, suggest } from '../../src/diagnostics';
import type { LoadedRule } from '../../src/rules';
import { intoWaves, matrixFormats, placementFindings } from '../../src/targets';
import type { Matrix, MatrixFormat, MatrixRule } from '../../src/targets';
import { defineCommand, UsageError } from '../command';
import { loadTunings } from '../deployment/load-tunings';
import { placementOf } from '../deployment/placements';
import { projectRules } from '../deployment/project-rules';
import type { ProjectRules } from '../deployment/project-rules';
import { EXIT } from '../exit-codes';
import { keptFolder } from '../kept/kept-folder';
import { readInventory } from '../targets/inventory';
import { described, loadConfig, pickTarget } from '../targets/load-target';
import type { Config } from '../targets/read-config';
import type { Target } from '../targets/target';

const FORMATS = ['terminal', 'json', 'markdown', 'csv'] as const satisfies readonly MatrixFormat[];

export const targets = defineCommand({
  name: 'targets',
  options: {
    target: { type: 'strings', describe: 'only these workspaces of sentinel.config.yaml' },
    rule: { type: 'strings', describe: 'only these rules: an id or its beginning, or a part of the path or the name' },
    format: { type: 'string', describe: 'how to show it', choices: FORMATS, default: 'terminal' },
  },
  examples: [
    ['targets', 'every rule and target, from files alone'],
    ['targets --rule beyondtrust --target prod', 'why those rules go there, or not'],
    ['targets --format csv', 'a line for each rule and target'],
  ],
  run({ target: names, rule: asked, format }, io) {
    const config = loadConfig(io);
    const chosen = (names.length === 0 ? described(config) : names).map((name) => pickTarget(config, name));
    const rules = projectRules({ root: io.cwd, config, now: io.now(), kept: keptFolder(io) });
    const { matrix, diagnostics } = matrixOf(rules, chosen, picked(rules.project.rules, asked));
    const found = [...placementFindings(rules.project.rules, [...config.targets.values()]), ...diagnostics];
    if (found.length > 0) {
      io.stderr(formatters.stylish(found, { color: io.color, files: rules.project.files.length }));
    }
    io.stdout(matrixFormats[format](matrix));
    return Promise.resolve(countDiagnostics(found).error > 0 ? EXIT.findings : EXIT.ok);
  },
});

/** The rules that a person asks for. Throws a UsageError for words that no rule has. */
function picked(rules: readonly LoadedRule[], asked: readonly string[]): readonly LoadedRule[] {
  if (asked.length === 0) return rules;
  const words = asked.map((word) => [word, word.toLowerCase()] as const);
  const has = ({ rule, path }: LoadedRule, word: string): boolean =>
    rule.id.toLowerCase().startsWith(word) ||
    path.toLowerCase().includes(word) ||
    rule.name.toLowerCase().includes(word);
  for (const [word, lower] of words) {
    if (rules.some((loaded) => has(loaded, lower))) continue;
    const near = suggest(
      word,
      rules.map(({ path }) => path.replace(/^.*\/|\.ya?ml$/g, '')),
    );
    throw new UsageError(
      `no rule has ${JSON.stringify(word)} in its id, path or name${near === undefined ? '' : `; did you mean ${near}?`}`,
    );
  }
  return rules.filter((loaded) => words.some(([, word]) => has(loaded, word)));
}

function matrixOf(rules: ProjectRules, chosen: readonly Target[], shown: readonly LoadedRule[]) {
  const { root, config, all } = rules;
  const waves = wavesByTarget(config);
  const known = chosen.map((target) => ({
    target,
    inventory: readInventory(root, config, target.name),
    tunings: loadTunings(
      { root, detections: config.detections, target: target.name },
      all.rules.map(({ rule }) => rule),
    ),
  }));
  const matrix: Matrix = {
    targets: known.map(({ target: { name, tags, portal }, inventory: { tables } }) => ({
      name,
      tags,
      portal,
      wave: waves.get(name) ?? null,
      tables: tables?.size ?? null,
    })),
    rules: shown.map((loaded): MatrixRule => {
      const { rule, path } = loaded;
      const cells = known.map(({ target, inventory, tunings }) => {
        const tuning = tunings.byRule.get(rule.id.toLowerCase());
        const { goes, why } = placementOf(rules, loaded, { target, inventory });
        return { goes, why, tuned: keysOf(tuning?.document.value) };
      });
      return { id: rule.id, name: rule.name, path, cells };
    }),
  };
  if (known.some(({ inventory }) => inventory.tables !== undefined)) rules.reader().save();
  return {
    matrix,
    diagnostics: known.flatMap(({ inventory, tunings }) => [...inventory.diagnostics, ...tunings.diagnostics]),
  };
}

function keysOf(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.keys(value).filter((key) => key !== 'rule' && key !== 'reason');
}

/** In which wave `deploy --all` takes each target; empty without waves. */
function wavesByTarget({ waves, targets: known }: Config): ReadonlyMap<string, string> {
  if (waves.length === 0) return new Map();
  const filled = intoWaves([...known.values()], waves);
  return new Map(filled.flatMap(({ name, targets: inIt }) => inIt.map((target) => [target.name, name] as const)));
}
