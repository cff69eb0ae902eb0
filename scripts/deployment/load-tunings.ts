import { join } from 'node:path';
import type { Diagnostic } from '../../src/diagnostics';
import { checkTuning, loadTuning, tunedTwice, unreadableFile } from '../../src/rules';
import type { Rule, Tuning } from '../../src/rules';
import { tuningFilesOf } from '../files/find-tuning-files';
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
  const paths = tuningFilesOf(folder.root, folder.detections, folder.target);
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
    else diagnostics.push(tunedTwice(tuning, other));
  }
  return { byRule, diagnostics, files: paths.length };
}
