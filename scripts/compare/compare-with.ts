import { UsageError } from '../command';
import { isWithin } from '../files/project-path';
import { changedFiles } from '../git/changed-files';
import { withCommit } from '../git/export-commit';
import { mergeBase } from '../git/read-tree';
import { ruleEffects } from './rule-effect';
import type { RuleEffect } from './rule-effect';
import { openSide } from './side';

export interface CompareRequest {
  readonly root: string;
  /** The commit or branch that the work left. */
  readonly ref: string;
  /** Rules and folders, relative to the project; none: all. */
  readonly paths: readonly string[];
  /** Whose tuning the cases are run with that name no target. */
  readonly target: string;
  readonly now: Date;
}

/**
 * What the files of now make of every sample that the tests of before or of now hold, against what those of before made of
 * it: rules, functions, watchlists, tuning and fixtures of both sides. Throws a UsageError where git does not know the commit.
 */
export async function compareWith({ root, ref, paths, target, now }: CompareRequest): Promise<readonly RuleEffect[]> {
  const base = await mergeBase(root, ref);
  const changed = [...(await changedFiles(root, base))];
  const isAsked = (path: string): boolean => paths.length === 0 || paths.some((each) => isWithin(each, path, root));
  const effects = await withCommit(root, base, (files) => {
    const side = { changed, target, now };
    return ruleEffects(openSide({ ...side, root: files }), openSide({ ...side, root }), isAsked);
  });
  if (effects === undefined) throw new UsageError(`git cannot write out the files of ${ref}`);
  return effects;
}
