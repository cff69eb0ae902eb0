import type { Diagnostic } from '../../src/diagnostics';
import { againstFindings } from '../../src/history';
import { loadFiles, withSeverities } from '../../src/rules';
import { findRuleFiles } from '../files/find-rule-files';
import { readSource } from '../files/read-source';
import { readTombstones } from '../files/read-tombstones';
import { mergeBase, readTree } from '../git/read-tree';
import type { Config } from '../targets/read-config';

export interface CheckAgainst {
  readonly root: string;
  readonly config: Config;
  readonly ref: string;
}

/** What may not become of rules since the branch left a commit. Throws a UsageError where git does not know it. */
export async function checkAgainst({ root, config, ref }: CheckAgainst): Promise<readonly Diagnostic[]> {
  const before = await readTree(root, await mergeBase(root, ref), config.detections);
  const { files } = findRuleFiles(root, [config.detections]);
  const rules = loadFiles(files.map(({ absolute, path }) => readSource(absolute, path)));
  const { sources } = readTombstones(root, config.detections);
  return withSeverities(againstFindings({ ref, before, rules, tombstones: sources }), config.checks);
}
