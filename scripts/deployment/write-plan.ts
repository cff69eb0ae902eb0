import { renderReport, renderReportMarkdown, reportTotals, verdictOf } from '../../deploy';
import type { ApplyReport, ApplyResult, Verdict } from '../../deploy';
import type { BeginRecord, Override } from '../../src/ledger';
import { FINAL_GUARDS, inertJson, inertLine } from '../../src/state';
import type { Plan } from '../../src/state';
import type { Io } from '../command';
import { EXIT, worstExitCode } from '../exit-codes';
import type { ExitCode } from '../exit-codes';
import type { OpenTarget } from '../targets/open-target';
import { platformOf } from '../platform/read-platform';
import { actorOf } from './actor';
import { carryOut } from './carry-out';
import type { Begun } from './carry-out';
import { leaveReport } from './leave-report';
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
  /** Another job recorded the `begin`, and a third one the `end`, from the report that is left in a file. */
  readonly begun?: Begun & { readonly report: string };
}

/** What came of a plan: an exit code, a line for a report, and whether anything was written. */
export interface Written {
  readonly exit: ExitCode;
  readonly words: string;
  readonly wrote: boolean;
}

/** Carries out a plan that somebody agreed to, unless its guards or its ledger are against it, and shows what became of it. */
export async function writePlan(io: Io, work: WritePlan): Promise<ExitCode> {
  return (await writeOut(io, work)).exit;
}

/** The same, with what a report over several targets says of it. */
export async function writeOut(io: Io, { made, open, format, override, restores, begun }: WritePlan): Promise<Written> {
  const { plan, reading } = made;
  const { ledger } = reading;
  const running = ledger.standing.open;
  if (running !== undefined) {
    io.stderr(runningWords(running.begin));
    return { exit: EXIT.conflict, words: 'a deployment has not ended', wrote: false };
  }
  const guard = guarded(io, plan, override);
  if (guard !== undefined) {
    const names = [...new Set(plan.refusals.map((refusal) => refusal.guard))];
    return { exit: guard, words: `refused by the guards: ${names.join(', ')}`, wrote: false };
  }
  if (plan.actions.length === 0) {
    io.stdout(show(nothingToDo(plan), format, io));
    return { exit: EXIT.ok, words: 'nothing to do', wrote: false };
  }
  const interrupt = io.interrupt?.();
  try {
    const carried = await carryOut(io, {
      plan,
      ledger,
      open,
      actor: actorOf(io.env),
      ...(begun === undefined ? await platformOf(io, { plan, ledger }) : {}),
      ...(override === undefined ? {} : { override }),
      ...(restores === undefined ? {} : { restores }),
      ...(begun === undefined ? {} : { begun }),
      ...(interrupt === undefined ? {} : { signal: interrupt.signal }),
    });
    if (carried.kind === 'moved') {
      io.stderr('another deployment began first: nothing was written. Make a new plan.\n');
      return { exit: EXIT.conflict, words: 'another deployment began first', wrote: false };
    }
    if (begun !== undefined && carried.left !== undefined) leaveReport(io, begun.report, carried.left);
    io.stdout(show(carried.report, format, io));
    return { exit: exitCodeOf(carried.report), words: reportTotals(carried.report), wrote: true };
  } finally {
    interrupt?.release();
  }
}

/** That somebody else's deployment, or our own of before, must end first. */
export function runningWords({ at, actor }: BeginRecord): string {
  return (
    `a deployment that began at ${at} (${inertLine(actor.run ?? actor.name)}) has not ended: nothing was written.\n` +
    'If its run is gone, `deploy --resume` or `ledger end` tells from the workspace what became of it.\n'
  );
}

/** Exit 5 where the guards refuse and nobody else has agreed; undefined where the plan may go on. */
export function guarded(io: Io, plan: Plan, override: Override | undefined): ExitCode | undefined {
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
