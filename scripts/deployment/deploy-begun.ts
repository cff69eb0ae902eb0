import { inertLine } from '../../src/state';
import type { Plan } from '../../src/state';
import type { Override } from '../../src/ledger';
import type { Io } from '../command';
import { EXIT } from '../exit-codes';
import type { ExitCode } from '../exit-codes';
import { findBegun } from './begun';
import { leftBy, nothingDone } from './carry-out';
import { leaveReport } from './leave-report';
import { makePlan, wantedOf } from './plan-project';
import type { PlanRequest } from './plan-project';
import { readWorkspace } from './read-workspace';
import { staleWords } from './stale-words';
import { writePlan } from './write-plan';
import type { ReportFormat } from './write-plan';

export interface DeployBegun {
  readonly request: PlanRequest;
  readonly agreedTo: Plan;
  /** File of the plan, for words; and the file that the report goes into. */
  readonly path: string;
  readonly report: string;
  readonly format: ReportFormat;
  readonly override?: Override;
}

/**
 * Carries out a plan by a job that may only read the ledger: under the `begin` that another job recorded for exactly this
 * plan, and under no other. A third job records the `end` from the report. A plan that has become stale is reported as
 * not begun, which is known here and nowhere else.
 */
export async function deployBegun(
  io: Io,
  { request, agreedTo, path, report, format, override }: DeployBegun,
): Promise<ExitCode> {
  const { config, target, open, desired } = request;
  const full = await readWorkspace({ root: io.cwd, config, target, workspace: open.workspace, ...wantedOf(desired) });
  const found = await findBegun(full, agreedTo);
  if (found.kind === 'refused') {
    io.stderr(`the plan ${path} is not carried out: ${inertLine(found.problem)}\n`);
    return EXIT.conflict;
  }
  const { begun, reading } = found;
  const made = await makePlan(io, { ...request, reading });
  if (made.plan.hash !== agreedTo.hash) {
    const problem = staleWords(agreedTo, made.plan);
    leaveReport(
      io,
      report,
      leftBy(nothingDone(agreedTo, problem), { begin: begun.entry, plan: agreedTo, ledger: full.ledger }),
    );
    io.stderr(
      `the plan ${path} is not carried out: ${inertLine(problem)}\nEnd this deployment, and make a new plan.\n`,
    );
    return EXIT.conflict;
  }
  const agreed = override ?? found.override;
  return writePlan(io, {
    made,
    open,
    format,
    begun: { ...begun, report },
    ...(agreed === undefined ? {} : { override: agreed }),
  });
}
