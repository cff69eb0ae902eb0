import { planTotals, renderPlan, renderPlanMarkdown, serialisePlan } from '../../src/state';
import type { Plan } from '../../src/state';
import type { Io } from '../command';
import { EXIT, worstExitCode } from '../exit-codes';
import type { Target } from '../targets/target';
import type { JobResult } from './each-target';
import { savePlan } from './plan-files';
import type { PlanPlace } from './plan-files';
import { checkedFor, makePlan, withTarget } from './plan-project';
import type { ProjectRun } from './project-run';

export type PlanFormat = 'terminal' | 'json' | 'markdown';

export interface PlanTargetOptions {
  readonly format: PlanFormat;
  readonly adopt: readonly string[];
  readonly place?: PlanPlace;
  /** Whether anything to change is an exit code of its own. */
  readonly differencesMatter: boolean;
}

/** Makes, saves and shows the plan of one target. Nothing of it is kept. */
export async function planOne(
  io: Io,
  run: ProjectRun,
  { target, ...options }: PlanTargetOptions & { readonly target: Target },
): Promise<JobResult> {
  const { rules, commit, created } = run;
  const { format, adopt, place, differencesMatter } = options;
  const desired = checkedFor(io, { rules, target, told: run.told });
  if (desired === undefined) return { exit: EXIT.findings, words: 'its rules have errors' };
  let result: Omit<JobResult, 'exit'> = {};
  const exit = await withTarget(
    io,
    target,
    async (open) => {
      const { plan } = await makePlan(io, { config: rules.config, target, desired, open, adopt, commit, created });
      if (place !== undefined) {
        const path = savePlan(io.cwd, place, plan);
        io.stderr(`plan ${plan.hash.slice(0, 12)} saved in ${path}${howToDeploy(place, path)}\n`);
      }
      io.stdout(showPlan(plan, format, io));
      result = { words: wordsOf(plan), hash: plan.hash };
      return worstExitCode([
        ...(plan.refusals.length > 0 ? [EXIT.guard] : []),
        ...(plan.actions.some((action) => 'blocked' in action && action.blocked !== undefined) ? [EXIT.findings] : []),
        ...(differencesMatter && plan.actions.length > 0 ? [EXIT.differences] : []),
      ]);
    },
    run,
  );
  return { exit, ...result };
}

function howToDeploy(place: PlanPlace, path: string): string {
  return place.kind === 'file' ? `; carry it out with \`sentinel-rules deploy ${path}\`` : '';
}

function wordsOf(plan: Plan): string {
  const guards = [...new Set(plan.refusals.map(({ guard }) => guard))];
  return `${planTotals(plan)}${guards.length === 0 ? '' : ` Refused by the guards: ${guards.join(', ')}.`}`;
}

function showPlan(plan: Plan, format: PlanFormat, { color }: Io): string {
  switch (format) {
    case 'terminal':
      return renderPlan(plan, { color });
    case 'json':
      return serialisePlan(plan);
    case 'markdown':
      return renderPlanMarkdown(plan);
  }
}
