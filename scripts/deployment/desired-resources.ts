import type { Diagnostic } from '../../src/diagnostics';
import type { DesiredResource } from '../../src/state';
import type { Config } from '../targets/read-config';
import type { Target } from '../targets/target';

export interface Desired {
  readonly resources: readonly DesiredResource[];
  readonly diagnostics: readonly Diagnostic[];
  /** Number of files that were looked at. */
  readonly files: number;
}

/** What the project in a folder wants of a target: every rule, checked and compiled with the target's tuning. */
export async function desiredResources(_root: string, _config: Config, _target: Target): Promise<Desired> {
  return { resources: [], diagnostics: [], files: 0 };
}
