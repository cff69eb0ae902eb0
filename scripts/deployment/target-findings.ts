import { join } from 'node:path';
import type { Diagnostic } from '../../src/diagnostics';
import { checkLoaded } from '../../src/rules';
import type { CheckSettings, LoadedRule } from '../../src/rules';
import { tuningFilesOf } from '../files/find-tuning-files';
import { readSource } from '../files/read-source';
import type { Target } from '../targets/target';
import type { ProjectRules } from './project-rules';

/** What depends on a target's own `latency` and `strict`. */
const OF_A_TARGET: ReadonlySet<string> = new Set(['latency-margin', 'unknown-table', 'unknown-function']);

/**
 * What is wrong with rules for a target that says itself how late its events are or how strict it is, tuned as the target
 * has them. Other targets are as `check` sees them: their queries are not read again.
 */
export function targetFindings(
  rules: ProjectRules,
  { target, here, today }: { readonly target: Target; readonly here: readonly LoadedRule[]; readonly today: string },
): readonly Diagnostic[] {
  const { root, config, project } = rules;
  if (target.strict === undefined && Object.keys(target.latency).length === 0) return [];
  const settings: CheckSettings = {
    ...config.checks,
    ...(target.strict === undefined ? {} : { strict: target.strict }),
    latency: { ...config.checks.latency, ...target.latency },
  };
  const tunings = tuningFilesOf(root, config.detections, target.name).map((path) => readSource(join(root, path), path));
  const paths = new Set([...here.map(({ path }) => path), ...tunings.map(({ path }) => path)]);
  const { diagnostics } = checkLoaded(project.files, { today, catalog: rules.catalog(), settings, tunings }, new Map());
  return diagnostics
    .filter(({ code, source }) => OF_A_TARGET.has(code) && paths.has(source.path))
    .map((one) => ({ ...one, message: `for ${target.name}: ${one.message}` }));
}
