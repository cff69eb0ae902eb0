import { WorkspaceFailure } from '../../deploy';
import { countDiagnostics, formatters } from '../../src/diagnostics';
import { createPlan } from '../../src/state';
import type { Plan, PlanInput, PlanTarget } from '../../src/state';
import { buildDigest } from '../checking/build-digest';
import type { Io } from '../command';
import { EXIT } from '../exit-codes';
import type { ExitCode } from '../exit-codes';
import { headCommit } from '../git/head-commit';
import { LedgerFailure } from '../ledger/ledger-failure';
import { TOOL } from '../tool';
import type { OpenTarget } from '../targets/open-target';
import { loadConfig } from '../targets/load-target';
import { openAccess } from '../targets/access';
import { openTarget } from '../targets/open-target';
import { projectQueries } from '../targets/project-queries';
import type { Config } from '../targets/read-config';
import type { Target } from '../targets/target';
import { desiredResources } from './desired-resources';
import type { Desired } from './desired-resources';
import { failureWords } from './failure-words';
import { readWorkspace } from './read-workspace';
import type { WorkspaceReading } from './read-workspace';

/** Work with an open target, from which an exit code comes. */
export type OnTarget = (open: OpenTarget) => Promise<ExitCode>;

/**
 * Opens a target, works with it and closes it; a workspace or a ledger that cannot be read is said in words. Whoever opens
 * several in one run gives all of them the same access.
 */
export async function withTarget(io: Io, target: Target, work: OnTarget, access = openAccess(io)): Promise<ExitCode> {
  const open = await openTarget(target, access, projectQueries(io.cwd, loadConfig(io)));
  try {
    return await work(open);
  } catch (error) {
    if (error instanceof LedgerFailure) io.stderr(`${error.message}\nNothing can be deployed without the ledger.\n`);
    else if (error instanceof WorkspaceFailure) io.stderr(failureWords(error, target));
    else throw error;
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

export interface PlanRequest {
  readonly config: Config;
  readonly target: Target;
  readonly desired: Pick<Desired, 'resources'> & Partial<Pick<Desired, 'elsewhere' | 'retired'>>;
  readonly open: OpenTarget;
  /** When the plan is made; a plan that is made again keeps its time. */
  readonly created?: Date;
  readonly adopt?: readonly string[];
  /** Ids of the only rules that the plan is about. */
  readonly only?: readonly string[];
  /** What was read already. */
  readonly reading?: WorkspaceReading;
}

export interface MadePlan {
  readonly plan: Plan;
  readonly reading: WorkspaceReading;
}

/** Lists the workspace once, reads the ledger and compares. */
export async function makePlan(io: Io, request: PlanRequest): Promise<MadePlan> {
  const { config, target, desired, open, created = io.now(), adopt = [], only } = request;
  if (io.progress) io.stderr(`reading the rules of ${target.name} ...\n`);
  const [reading, commit] = await Promise.all([
    request.reading ??
      readWorkspace({ root: io.cwd, config, target, workspace: open.workspace, wanted: desired.resources }),
    headCommit(io.cwd),
  ]);
  const { identity, owner, live, metadata, known } = reading;
  const plan = createPlan({
    target: planTarget(target),
    identity,
    owner,
    tool: { ...TOOL, build: buildDigest() },
    commit,
    created,
    guards: target.guards,
    limits: target.limits,
    expected: expectedOf(target),
    desired: desired.resources,
    ...(desired.elsewhere === undefined ? {} : { elsewhere: desired.elsewhere }),
    ...(desired.retired === undefined ? {} : { retired: desired.retired }),
    live,
    metadata,
    known,
    adopt,
    ...(only === undefined ? {} : { only }),
  });
  return { plan, reading };
}

/** What of a target a plan holds on to. */
export function planTarget({ name, kind, subscriptionId, resourceGroup, workspace, apiVersion }: Target): PlanTarget {
  return { name, kind, subscriptionId, resourceGroup, workspace, apiVersion };
}

function expectedOf({ tenant, workspaceGuid }: Target): NonNullable<PlanInput['expected']> {
  return {
    ...(tenant === undefined ? {} : { tenant }),
    ...(workspaceGuid === undefined ? {} : { workspaceGuid }),
  };
}
