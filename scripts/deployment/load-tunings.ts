import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Diagnostic } from '../../src/diagnostics';
import { checkTuning, loadTuning, unreadableFile } from '../../src/rules';
import type { Rule, Tuning } from '../../src/rules';
import { readSource } from '../files/read-source';

export interface Tunings {
  /** By the id of the rule, in lower case. */
  readonly byRule: ReadonlyMap<string, Tuning>;
  readonly diagnostics: readonly Diagnostic[];
  readonly files: number;
}

/** Where one target's tuning files are, relative to the project. */
export interface TuningFolder {
  /** Absolute path of the project. */
  readonly root: string;
  readonly detections: string;
  readonly target: string;
}

/** Reads `_tuning/<target>/` and holds each file against the rules. A folder that does not exist tunes nothing. */
export function loadTunings(folder: TuningFolder, rules: readonly Rule[]): Tunings {
  const paths = tuningPaths(folder);
  const byId = new Map(rules.map((rule) => [rule.id.toLowerCase(), rule]));
  const byRule = new Map<string, Tuning>();
  const diagnostics: Diagnostic[] = [];
  for (const path of paths) {
    const source = readSource(join(folder.root, path), path);
    if ('failure' in source) {
      diagnostics.push(unreadableFile(path, source.failure));
      continue;
    }
    const { tuning, diagnostics: found } = loadTuning(source);
    diagnostics.push(...found);
    if (tuning === undefined) continue;
    diagnostics.push(...checkTuning(tuning, byId.get(tuning.rule)));
    const other = byRule.get(tuning.rule);
    if (other === undefined) byRule.set(tuning.rule, tuning);
    else diagnostics.push(twice(tuning, other));
  }
  return { byRule, diagnostics, files: paths.length };
}

function tuningPaths({ root, detections, target }: TuningFolder): readonly string[] {
  const folder = `${detections}/_tuning/${target}`;
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name))
    .map(({ name }) => `${folder}/${name}`)
    .sort();
}

function twice({ document, rule }: Tuning, other: Tuning): Diagnostic {
  return {
    code: 'tuning-twice',
    severity: 'error',
    message: `rule ${rule} is tuned for this target by ${other.document.source.path} already`,
    help: 'put all that the target changes of a rule into one file',
    source: document.source,
    span: document.spanOf(['rule'], 'value'),
  };
}
