import type { Io } from '../command';
import { headCommit } from '../git/head-commit';
import { keptFolder } from '../kept/kept-folder';
import type { AccessOptions } from '../targets/access';
import type { Config } from '../targets/read-config';
import { sharedOf } from './plan-project';
import type { Shared } from './plan-project';
import { readAhead } from './read-ahead';
import { projectRules } from './project-rules';
import type { ProjectRules } from './project-rules';

/** A run over a project: what is the same for each of its targets. */
export interface ProjectRun extends Shared {
  readonly rules: ProjectRules;
  /** Findings that were shown already. */
  readonly told: Set<string>;
  readonly commit: string | null;
  /** When the plans are made: one time for all, so that a plan that is made again is the same. */
  readonly created: Date;
}

/** Reads the project once for all targets. Throws a UsageError if there is no folder of rules. */
export async function projectRun(io: Io, config: Config, options: AccessOptions = {}): Promise<ProjectRun> {
  const created = io.now();
  const rules = projectRules({ root: io.cwd, config, now: created, kept: keptFolder(io) });
  await readAhead(rules, io);
  return { ...sharedOf(io, options), rules, told: new Set(), commit: await headCommit(io.cwd), created };
}
