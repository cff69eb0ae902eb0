import type { Diagnostic } from '../../src/diagnostics';
import { againstFindings } from '../../src/history';
import { withSeverities } from '../../src/rules';
import type { RuleFile } from '../../src/rules';
import { readTombstones } from '../files/read-tombstones';
import { mergeBase, readTree } from '../git/read-tree';
import type { Config } from '../targets/read-config';

export interface CheckAgainst {
  readonly root: string;
  readonly config: Config;
  /** All rules of the project. */
  readonly rules: readonly RuleFile[];
  readonly ref: string;
}

/** What may not become of rules since the branch left a commit. Throws a UsageError where git does not know it. */
export async function checkAgainst({ root, config, rules, ref }: CheckAgainst): Promise<readonly Diagnostic[]> {
  const before = await readTree(root, await mergeBase(root, ref), config.detections);
  const { sources } = readTombstones(root, config.detections);
  return withSeverities(againstFindings({ ref, before, rules, tombstones: sources }), config.checks);
}
