import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Diagnostic } from '../../src/diagnostics';
import type { CompiledRule } from '../../src/rules';
import type { DesiredResource } from '../../src/state';
import { loadProject } from '../files/load-project';
import type { Config } from '../targets/read-config';
import type { Target } from '../targets/target';
import { compileForTarget } from './compile-for-target';
import { testPathOf } from '../testing/test-paths';
import { loadTunings } from './load-tunings';
import { portalNotes } from './portal-notes';

export interface Desired {
  readonly compiled: readonly CompiledRule[];
  readonly resources: readonly DesiredResource[];
  readonly diagnostics: readonly Diagnostic[];
  /** Number of files that were looked at. */
  readonly files: number;
}

export interface DesiredOptions {
  /** Absolute path of the project. */
  readonly root: string;
  readonly config: Config;
  /** Files and folders of rules, relative to the root; without them the whole project. */
  readonly paths?: readonly string[];
  readonly target: Pick<Target, 'name' | 'portal'>;
  /** The day that dates in files are compared with. */
  readonly now: Date;
}

/**
 * What a project wants of a target: every rule, checked and compiled with the target's tuning. Hunting queries are
 * checked and never deployed. With an error in the diagnostics the resources must not be used. Throws a UsageError if
 * there is no folder of rules.
 */
export function desiredResources({ root, config, paths, target, now }: DesiredOptions): Desired {
  const project = loadProject({ root, paths: paths ?? [config.detections], now });
  // A tuning may be for a rule that is not among the paths: it is held against every rule of the project.
  const all = paths === undefined ? project : loadProject({ root, paths: [config.detections, ...paths], now });
  const tunings = loadTunings(
    { root, detections: config.detections, target: target.name },
    all.rules.map(({ rule }) => rule),
  );
  const rules = project.rules.map((loaded) => compileForTarget(loaded, tunings.byRule.get(loaded.rule.id)));
  return {
    compiled: rules.map(({ compiled }) => compiled),
    resources: rules.map(({ resource }) => withTests(resource, root)),
    diagnostics: [
      ...project.diagnostics,
      ...tunings.diagnostics,
      ...newTo(
        project.diagnostics,
        rules.flatMap(({ diagnostics }) => diagnostics),
      ),
      ...portalNotes(project.rules, target.portal),
    ],
    files: project.files.length + tunings.files,
  };
}

/** With the hash of the tests beside the rule: a query that changes while its tests do not is a danger of its own. */
function withTests(resource: DesiredResource, root: string): DesiredResource {
  if (resource.path === undefined) return resource;
  const path = testPathOf(resource.path);
  if (!existsSync(join(root, path))) return resource;
  return {
    ...resource,
    tests: createHash('sha256')
      .update(readFileSync(join(root, path)))
      .digest('hex'),
  };
}

/** What the checks found, compiling finds again, at the same place: one mistake is told once. */
function newTo(told: readonly Diagnostic[], found: readonly Diagnostic[]): readonly Diagnostic[] {
  const key = ({ code, source, span }: Diagnostic): string => [code, source.path, span.start].join('\0');
  const places = new Set(told.map(key));
  return found.filter((one) => !places.has(key(one)));
}
