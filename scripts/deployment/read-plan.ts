import { resolve } from 'node:path';
import { parsePlan, sameTarget } from '../../src/state';
import type { Plan } from '../../src/state';
import { UsageError } from '../command';
import type { Io } from '../command';
import { plainText } from '../files/project-path';
import { readSource } from '../files/read-source';
import { pickTarget } from '../targets/load-target';
import type { Config } from '../targets/read-config';
import type { Target } from '../targets/target';
import { TOOL } from '../tool';
import { planTarget } from './plan-project';

export type SavedPlan =
  | { readonly kind: 'usable'; readonly plan: Plan; readonly target: Target }
  /** Not the plan that was made, or not for here and now: a new one is needed. */
  | { readonly kind: 'stale'; readonly problem: string };

/** Reads a saved plan and holds it against the project's configuration: a plan is carried out where it was made for. */
export function readSavedPlan(
  io: Io,
  config: Config,
  asked: { readonly path: string; readonly target?: string; readonly hash?: string },
): SavedPlan {
  const reading = parsePlan(readText(io, asked.path));
  if (reading.kind === 'refused') return { kind: 'stale', problem: reading.problem };
  const { plan } = reading;
  if (plan.tool.version !== TOOL.version) {
    const problem = `version ${plan.tool.version} made it, and this is version ${TOOL.version}`;
    return { kind: 'stale', problem };
  }
  if (asked.target !== undefined && asked.target !== plan.target.name) {
    throw new UsageError(
      `the plan is for ${JSON.stringify(plan.target.name)}, and --target names ${JSON.stringify(asked.target)}`,
    );
  }
  if (asked.hash !== undefined && asked.hash !== plan.hash) {
    return { kind: 'stale', problem: `it is not the one that was agreed to: its hash is ${plan.hash}` };
  }
  if (io.now().getTime() >= Date.parse(plan.expires)) {
    return { kind: 'stale', problem: `it expired at ${plan.expires}` };
  }
  const target = pickTarget(config, plan.target.name);
  if (sameTarget(plan.target, planTarget(target))) return { kind: 'usable', plan, target };
  return { kind: 'stale', problem: `the target ${plan.target.name} is another workspace now than when it was made` };
}

function readText(io: Io, path: string): string {
  const source = readSource(resolve(io.cwd, path), path);
  if ('failure' in source) throw new UsageError(`the plan ${path} cannot be read: ${source.failure}`);
  return plainText(source.text);
}
