import { countDiagnostics } from '../../src/diagnostics';
import type { Diagnostic } from '../../src/diagnostics';
import type { DesiredResource } from '../../src/state';
import { loadProject } from '../files/load-project';
import type { Config } from '../targets/read-config';
import type { Target } from '../targets/target';
import { compileForTarget } from './compile-for-target';
import { loadTunings } from './load-tunings';
import { portalNotes } from './portal-notes';

export interface Desired {
  readonly resources: readonly DesiredResource[];
  readonly diagnostics: readonly Diagnostic[];
  /** Number of files that were looked at. */
  readonly files: number;
}

export interface DesiredOptions {
  /** Absolute path of the project. */
  readonly root: string;
  readonly config: Config;
  readonly target: Pick<Target, 'name' | 'portal'>;
  /** The day that dates in files are compared with. */
  readonly now: Date;
}

/**
 * What a project wants of a target: every rule, checked and compiled with the target's tuning. Hunting queries are
 * checked and never deployed. With an error in the diagnostics the resources must not be used. Throws a UsageError if
 * there is no folder of rules.
 */
export function desiredResources({ root, config, target, now }: DesiredOptions): Desired {
  const project = loadProject({ root, paths: [config.detections], now });
  const rules = project.rules.map(({ rule }) => rule);
  const tunings = loadTunings({ root, detections: config.detections, target: target.name }, rules);
  const diagnostics = [...project.diagnostics, ...tunings.diagnostics];
  const files = project.files.length + tunings.files;
  if (countDiagnostics(diagnostics).error > 0) return { resources: [], diagnostics, files };
  const compiled = project.rules.map((loaded) => compileForTarget(loaded, tunings.byRule.get(loaded.rule.id)));
  return {
    resources: compiled.map(({ resource }) => resource),
    diagnostics: [
      ...diagnostics,
      ...compiled.flatMap((one) => one.diagnostics),
      ...portalNotes(project.rules, target.portal),
    ],
    files,
  };
}
