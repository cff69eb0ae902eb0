import type { Diagnostic } from '../../src/diagnostics';
import type { Rule } from '../../src/rules';
import type { TestTarget } from '../../src/unit';
import { loadTunings } from '../deployment/load-tunings';
import type { Config } from '../targets/read-config';

/** The targets of a project with their tuning, read when a test first asks for one. */
export interface TestTargets {
  named(name: string, rule: Rule): TestTarget | undefined;
  readonly names: readonly string[];
  /** What is wrong with the tuning that was read. */
  diagnostics(): readonly Diagnostic[];
}

export function testTargets(root: string, config: Config, rules: readonly Rule[]): TestTargets {
  const tunings = new Map<string, ReturnType<typeof loadTunings>>();
  return {
    names: [...config.targets.keys()],
    named(name, rule) {
      const target = config.targets.get(name);
      if (target === undefined) return undefined;
      const tuning = tunings.get(name) ?? loadTunings({ root, detections: config.detections, target: name }, rules);
      tunings.set(name, tuning);
      const own = tuning.byRule.get(rule.id.toLowerCase());
      return {
        name,
        portal: target.portal,
        overrides: own?.overrides ?? {},
        ...(own === undefined ? {} : { tuning: own.document }),
      };
    },
    diagnostics: () => [...tunings.values()].flatMap(({ diagnostics }) => diagnostics),
  };
}
