import { WorkspaceFailure } from '../../deploy';
import { countDiagnostics, formatters } from '../../src/diagnostics';
import type { Diagnostic } from '../../src/diagnostics';
import type { QueryValidator } from '../../src/emulator';
import { createPlan, inertLine } from '../../src/state';
import type { Plan, PlanInput, PlanTarget, ResourceRef } from '../../src/state';
import { buildDigest } from '../kept/build-digest';
import type { Io } from '../command';
import { EXIT } from '../exit-codes';
import type { ExitCode } from '../exit-codes';
import { withoutAccepted } from '../files/baseline';
import { headCommit } from '../git/head-commit';
import { keptFolder } from '../kept/kept-folder';
import { LedgerFailure } from '../ledger/ledger-failure';
import { TOOL } from '../tool';
import type { OpenTarget } from '../targets/open-target';
import { loadConfig } from '../targets/load-target';
import { openAccess } from '../targets/access';
import type { Access, AccessOptions } from '../targets/access';
import { openTarget } from '../targets/open-target';
import { projectQueries } from '../targets/project-queries';
import type { Config } from '../targets/read-config';
import type { Target } from '../targets/target';
import { desiredOf } from './desired-resources';
import type { Desired } from './desired-resources';
import { failureWords } from './failure-words';
import { offeredBy } from './offered';
import { judgeNeeds, neededElsewhere } from './rule-needs';
import { projectRules } from './project-rules';
import type { ProjectRules } from './project-rules';
import { readWorkspace } from './read-workspace';
import type { ReadRequest, WorkspaceReading } from './read-workspace';

/** What the targets of one run have in common. */
export interface Shared {
  readonly access: Access;
  /** How emulators in this process read the queries of rules. */
  readonly queries: QueryValidator;
}

export function sharedOf(io: Io, options: AccessOptions = {}): Shared {
  return { access: openAccess(io, options), queries: projectQueries(io.cwd, loadConfig(io)) };
}

/** Work with an open target, from which an exit code comes. */
export type OnTarget = (open: OpenTarget) => Promise<ExitCode>;

/**
 * Opens a target, works with it and closes it; a workspace or a ledger that cannot be read is said in words. Whoever opens
 * several in one run gives all of them the same.
 */
export async function withTarget(io: Io, target: Target, work: OnTarget, shared = sharedOf(io)): Promise<ExitCode> {
  const open = await openTarget(target, shared.access, shared.queries);
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
  const project = { root: io.cwd, config, now: io.now(), kept: keptFolder(io) };
  return checkedFor(io, { rules: projectRules(paths === undefined ? project : { ...project, paths }), target });
}

export interface CheckedFor {
  readonly rules: ProjectRules;
  readonly target: Target;
  /** Findings that a run over several targets has shown already; what is new comes to it. */
  readonly told?: Set<string>;
}

/** The same for one target of several: what is wrong with all of them is shown once. */
export function checkedFor(io: Io, { rules, target, told = new Set() }: CheckedFor): Desired | undefined {
  const desired = desiredOf(rules, target);
  const { files } = desired;
  const { rest: diagnostics } = withoutAccepted(io, desired.diagnostics);
  const errors = countDiagnostics(diagnostics).error;
  const news = diagnostics.filter((one) => {
    const key = JSON.stringify([one.code, one.source.path, one.span.start, one.message]);
    return !told.has(key) && told.add(key);
  });
  if (news.length > 0) io.stderr(findingWords(news, { color: io.color, files }));
  else if (errors > 0) io.stderr(`${inertLine(target.name)}: the errors above keep it from being planned\n`);
  return errors > 0 ? undefined : desired;
}

/** More findings than this that hold nothing up are counted here, and told by `check`. */
const MOST = 20;

function findingWords(
  found: readonly Diagnostic[],
  options: { readonly color: boolean; readonly files: number },
): string {
  const errors = found.filter(({ severity }) => severity === 'error');
  const others = found.length - errors.length;
  if (others <= MOST) return formatters.stylish(found, options);
  const shown = errors.length === 0 ? '' : formatters.stylish(errors, options);
  return `${shown}${others} warnings and notes on rules: \`sentinel-rules check\` tells them\n`;
}

export interface PlanRequest {
  readonly config: Config;
  readonly target: Target;
  readonly desired: Pick<Desired, 'resources'> & Partial<Pick<Desired, 'elsewhere' | 'lacking' | 'retired' | 'needs'>>;
  readonly open: OpenTarget;
  /** When the plan is made; a plan that is made again keeps its time. */
  readonly created?: Date;
  /** Where the repository is, if that was asked already: plans that are saved in it must not make it another. */
  readonly commit?: string | null;
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

/** What a reading of the workspace has to look at: what is wanted, and what the queries of rules need. */
export function wantedOf(desired: PlanRequest['desired']): Required<Pick<ReadRequest, 'wanted' | 'needed'>> {
  const needs = desired.needs?.();
  const wanted: readonly ResourceRef[] = desired.resources;
  return { wanted, needed: needs === undefined ? [] : neededElsewhere(needs, desired.resources) };
}

/** Lists the workspace once, reads the ledger and compares. */
export async function makePlan(io: Io, request: PlanRequest): Promise<MadePlan> {
  const { config, target, desired, open, created = io.now(), adopt = [], only } = request;
  if (io.progress) io.stderr(`reading the rules of ${target.name} ...\n`);
  const needs = desired.needs?.();
  const [reading, commit] = await Promise.all([
    request.reading ?? readWorkspace({ root: io.cwd, config, target, workspace: open.workspace, ...wantedOf(desired) }),
    request.commit === undefined ? headCommit(io.cwd) : request.commit,
  ]);
  const { identity, owner, live, metadata, known } = reading;
  const resources =
    needs === undefined
      ? desired.resources
      : judgeNeeds(desired.resources, needs, {
          writer: writerWords(target),
          offered: await offeredBy({
            root: io.cwd,
            config,
            target,
            workspace: open.workspace,
            catalog: needs.catalog,
            desired: desired.resources,
            live,
            warn: (words) => io.stderr(inertLine(words.trimEnd()) + '\n'),
          }),
        });
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
    desired: resources,
    ...(desired.elsewhere === undefined ? {} : { elsewhere: desired.elsewhere }),
    ...(desired.lacking === undefined ? {} : { lacking: desired.lacking }),
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

/** Whom the service will know as the writer of a rule. */
function writerWords(target: Target): string {
  if (target.kind === 'emulator') return 'whoever deploys to the emulator';
  const { credential, clientId } = target;
  return `whoever deploys (credential ${credential}${clientId === undefined ? '' : `, client ${clientId}`})`;
}

function expectedOf({ tenant, workspaceGuid }: Target): NonNullable<PlanInput['expected']> {
  return {
    ...(tenant === undefined ? {} : { tenant }),
    ...(workspaceGuid === undefined ? {} : { workspaceGuid }),
  };
}
