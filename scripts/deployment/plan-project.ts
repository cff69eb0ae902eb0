import { WorkspaceFailure } from '../../deploy';
import { countDiagnostics, formatters } from '../../src/diagnostics';
import { createPlan } from '../../src/state';
import type { Plan, PlanTarget } from '../../src/state';
import type { Io } from '../command';
import { EXIT } from '../exit-codes';
import type { ExitCode } from '../exit-codes';
import { headCommit } from '../git/head-commit';
import { TOOL } from '../tool';
import type { OpenTarget } from '../targets/open-target';
import { openTarget } from '../targets/open-target';
import type { Config } from '../targets/read-config';
import type { Target } from '../targets/target';
import { desiredResources } from './desired-resources';
import type { Desired } from './desired-resources';
import { failureWords } from './failure-words';

/** Work with an open target, from which an exit code comes. */
export type OnTarget = (open: OpenTarget) => Promise<ExitCode>;

/** Opens a target, works with it and closes it; a workspace that cannot be read is said in words. */
export async function withTarget(io: Io, target: Target, work: OnTarget): Promise<ExitCode> {
  const open = await openTarget(target, io);
  try {
    return await work(open);
  } catch (error) {
    if (!(error instanceof WorkspaceFailure)) throw error;
    io.stderr(failureWords(error, target));
    return EXIT.remote;
  } finally {
    await open.close();
  }
}

/**
 * What the project wants, or undefined after showing what is wrong with it: nothing is sent for a project with errors.
 * Warnings are shown and do not hold anything up.
 */
export function checkedResources(
  io: Io,
  { config, target, paths }: { readonly config: Config; readonly target: Target; readonly paths?: readonly string[] },
): Desired | undefined {
  const project = { root: io.cwd, config, target, now: io.now() };
  const desired = desiredResources(paths === undefined ? project : { ...project, paths });
  const { diagnostics, files } = desired;
  if (diagnostics.length > 0) io.stderr(formatters.stylish(diagnostics, { color: io.color, files }));
  return countDiagnostics(diagnostics).error > 0 ? undefined : desired;
}

/** Lists the workspace once and compares. */
export async function makePlan(io: Io, target: Target, desired: Desired, { workspace }: OpenTarget): Promise<Plan> {
  if (io.progress) io.stderr(`reading the rules of ${target.name} ...\n`);
  const [{ resources: live }, commit] = await Promise.all([workspace.list('alertRule'), headCommit(io.cwd)]);
  return createPlan({
    target: planTarget(target),
    tool: TOOL,
    commit,
    created: io.now(),
    desired: desired.resources,
    live,
  });
}

/** What of a target a plan holds on to. */
export function planTarget({ name, kind, subscriptionId, resourceGroup, workspace, apiVersion }: Target): PlanTarget {
  return { name, kind, subscriptionId, resourceGroup, workspace, apiVersion };
}
