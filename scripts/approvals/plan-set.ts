import { resolve } from 'node:path';
import { parsePlan } from '../../src/state';
import type { Plan } from '../../src/state';
import { planSetHash } from '../../src/targets';
import type { ApprovedPlan } from '../../src/approval';
import { UsageError } from '../command';
import { planPaths } from '../deployment/plan-files';
import { readSource } from '../files/read-source';

/** Plans that are approved together. */
export interface PlanSet {
  readonly plans: readonly Plan[];
  readonly targets: readonly ApprovedPlan[];
  /** Hash over all of them. */
  readonly hash: string;
  /** The one commit that they are of, in full. */
  readonly commit: string;
}

/** Reads plans; or why nobody can approve them. Throws a UsageError for files that cannot be read. */
export function readPlanSet(root: string, paths: readonly string[]): PlanSet | { readonly problem: string } {
  const files = planPaths(root, paths);
  if (files.length === 0) throw new UsageError('say which plans: files that `plan --out` wrote, or their folder');
  const plans: Plan[] = [];
  for (const path of files) {
    const source = readSource(resolve(root, path), path);
    if ('failure' in source) throw new UsageError(`the plan ${path} cannot be read: ${source.failure}`);
    const reading = parsePlan(source.text);
    if (reading.kind === 'refused') return { problem: `${path}: ${reading.problem}` };
    plans.push(reading.plan);
  }
  const targets = plans.map(({ target, hash }) => ({ target: target.name, hash }));
  const twice = targets.find(({ target }, index) => targets.findIndex((one) => one.target === target) !== index);
  if (twice !== undefined) return { problem: `two of the plans are for ${twice.target}` };
  const [commit, ...others] = new Set(plans.map((plan) => plan.commit));
  if (others.length > 0) return { problem: 'the plans are of several commits' };
  if (commit === undefined || commit === null || !/^[0-9a-f]{40,64}$/.test(commit))
    return { problem: 'the plans are of no commit: what was not committed cannot be approved' };
  return { plans, targets, hash: planSetHash(targets), commit };
}
