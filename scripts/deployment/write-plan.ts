import { renderReport, renderReportMarkdown, verdictOf } from '../../deploy';
import type { ApplyReport, ApplyResult, Verdict } from '../../deploy';
import type { Override } from '../../src/ledger';
import { FINAL_GUARDS, inertJson, inertLine } from '../../src/state';
import type { Plan } from '../../src/state';
import type { Io } from '../command';
import { EXIT, worstExitCode } from '../exit-codes';
import type { ExitCode } from '../exit-codes';
import type { OpenTarget } from '../targets/open-target';
import { actorOf } from './actor';
import { carryOut } from './carry-out';
import { overrideProblem } from './override';
import type { MadePlan } from './plan-project';

/** How the outcome is shown. */
export type ReportFormat = 'terminal' | 'json' | 'markdown';

export interface WritePlan {
  readonly made: MadePlan;
  readonly open: OpenTarget;
  readonly format: ReportFormat;
  readonly override?: Override;
  /** Hash of the entry of the deployment whose state is restored. */
  readonly restores?: string;
}

/** Carries out a plan that somebody agreed to, unless its guards or its ledger are against it, and shows what became of it. */
export async function writePlan(io: Io, { made, open, format, override, restores }: WritePlan): Promise<ExitCode> {
  const { plan, reading } = made;
  const { ledger } = reading;
  const running = ledger.standing.open;
  if (running !== undefined) {
    const { at, actor } = running.begin;
    io.stderr(
      `a deployment that began at ${at} (${inertLine(actor.run ?? actor.name)}) has not ended: nothing was written.\n` +
        'If its run is gone, `--resume` tells from the workspace what became of it.\n',
    );
    return EXIT.conflict;
  }
  const guard = guarded(io, plan, override);
  if (guard !== undefined) return guard;
  if (plan.actions.length === 0) {
    io.stdout(show(nothingToDo(plan), format, io));
    return EXIT.ok;
  }
  const interrupt = io.interrupt?.();
  try {
    const carried = await carryOut(io, {
      plan,
      ledger,
      open,
      actor: actorOf(io.env),
      ...(override === undefined ? {} : { override }),
      ...(restores === undefined ? {} : { restores }),
      ...(interrupt === undefined ? {} : { signal: interrupt.signal }),
    });
    if (carried.kind === 'moved') {
      io.stderr('another deployment began first: nothing was written. Make a new plan.\n');
      return EXIT.conflict;
    }
    io.stdout(show(carried.report, format, io));
    return exitCodeOf(carried.report);
  } finally {
    interrupt?.release();
  }
}

/** Exit 5 where the guards refuse and nobody else has agreed; undefined where the plan may go on. */
function guarded(io: Io, plan: Plan, override: Override | undefined): ExitCode | undefined {
  if (plan.refusals.length === 0) return undefined;
  const problem = override === undefined ? undefined : overrideProblem(override, { plan, now: io.now() });
  const final = plan.refusals.find(({ guard }) => FINAL_GUARDS.has(guard))?.guard;
  if (override !== undefined && problem === undefined && final === undefined) return undefined;
  io.stderr(
    `refused by the guards, nothing was written:\n${plan.refusals.map(({ message }) => `  ${inertLine(message)}\n`).join('')}` +
      (problem === undefined ? '' : `the override does not hold: ${problem}\n`) +
      (final !== undefined
        ? `No override helps here: look at the ${FINAL_WORDS[final]}.\n`
        : `Somebody else may agree: \`--override FILE\` with asker, approver, plan (${plan.hash}), reason and expires.\n`),
  );
  return EXIT.guard;
}

const FINAL_WORDS: Readonly<Record<string, string>> = {
  ledger: 'ledger',
  identity: 'target in the configuration',
  'rule-limit': 'number of rules, or `limits` of the target',
};

function nothingToDo({ target, hash }: Plan): ApplyReport {
  return { target, plan: hash, results: [], verification: { kind: 'verified', lists: 0 } };
}

function exitCodeOf({ results, verification }: ApplyReport): ExitCode {
  const codes = results.map(({ outcome }) => EXIT_OF[verdictOf(outcome)]);
  return worstExitCode([...codes, ...(verification.kind === 'verified' ? [] : [EXIT.remote])]);
}

const EXIT_OF: Readonly<Record<Verdict, ExitCode>> = {
  done: EXIT.ok,
  refused: EXIT.findings,
  conflict: EXIT.conflict,
  failed: EXIT.remote,
  // What was not tried is not in the workspace: the run is red, whatever kept it.
  skipped: EXIT.remote,
  'without rule': EXIT.ok,
};

function show(report: ApplyReport, format: ReportFormat, { color }: Io): string {
  switch (format) {
    case 'terminal':
      return renderReport(report, { color });
    case 'json':
      return `${inertJson({ ...report, results: report.results.map(withoutBody), listed: undefined })}\n`;
    case 'markdown':
      return renderReportMarkdown(report);
  }
}

/** The bodies are in the plan and in the ledger. */
function withoutBody({ live: _body, ...result }: ApplyResult): Omit<ApplyResult, 'live'> {
  return result;
}
