import { renderReport, renderReportMarkdown, verdictOf } from '../../deploy';
import type { ApplyReport, ApplyResult, Verdict } from '../../deploy';
import type { Override } from '../../src/ledger';
import { inertJson, inertLine, planWeakens, renderPlan } from '../../src/state';
import type { Plan } from '../../src/state';
import { defineCommand, UsageError } from '../command';
import type { Io } from '../command';
import { actorOf } from '../deployment/actor';
import { carryOut } from '../deployment/carry-out';
import { overrideProblem, readOverride } from '../deployment/override';
import { checkedResources, makePlan, withTarget } from '../deployment/plan-project';
import type { MadePlan } from '../deployment/plan-project';
import { readSavedPlan } from '../deployment/read-plan';
import { readWorkspace } from '../deployment/read-workspace';
import { recover } from '../deployment/recover';
import { staleWords } from '../deployment/stale-words';
import { EXIT, worstExitCode } from '../exit-codes';
import type { ExitCode } from '../exit-codes';
import { loadConfig, pickTarget } from '../targets/load-target';
import type { OpenTarget } from '../targets/open-target';
import type { Config } from '../targets/read-config';
import type { Target } from '../targets/target';

const FORMATS = ['terminal', 'json', 'markdown'] as const;
type Format = (typeof FORMATS)[number];

export const deploy = defineCommand({
  name: 'deploy',
  describe: 'Write the rules that differ to a workspace: a saved plan, or a new one after a yes',
  options: {
    target: { type: 'string', describe: 'workspace of sentinel.config.yaml (default: local, or the one of the plan)' },
    yes: { type: 'boolean', alias: 'y', describe: 'carry out the new plan without asking' },
    hash: { type: 'string', describe: 'the full hash that was agreed to: a plan with another is not carried out' },
    override: { type: 'string', describe: 'JSON file in which somebody else lets this plan pass its guards' },
    resume: { type: 'boolean', describe: 'first tell what became of a deployment whose run is gone' },
    format: { type: 'string', describe: 'how to show the outcome', choices: FORMATS, default: 'terminal' },
  },
  positionals: { plan: { describe: 'file that `plan --out` wrote: carried out as it is, or not at all' } },
  examples: [
    ['deploy', 'plan against the emulator in this process, ask, write'],
    ['deploy plan.json', 'carry out a plan that was reviewed'],
    ['deploy plan.json --hash 3f9a...', 'the same, if it is the one that was agreed to'],
    ['deploy --target prod --resume --yes', 'go on after a run that was killed'],
  ],
  async run({ plan: path, target: name, yes, hash, override: overridePath, resume, format }, io) {
    const config = loadConfig(io);
    const override = overridePath === undefined ? undefined : readOverride(io.cwd, overridePath);
    const how = { format, ...(override === undefined ? {} : { override }) };
    if (path !== undefined) {
      const asked = { path, ...(name === undefined ? {} : { target: name }) };
      return deploySaved(io, { config, asked, hash, how });
    }
    if (hash !== undefined)
      throw new UsageError('--hash goes with a plan file: a new plan has a hash that nobody has seen');
    const target = pickTarget(config, name);
    const { ask } = io;
    if (yes) return deployNew(io, { config, target, resume, how, agree: () => Promise.resolve(true) });
    if (ask !== undefined) return deployNew(io, { config, target, resume, how, agree: (made) => agreed(ask, made) });
    throw new UsageError('nobody can be asked here: give --yes, or a plan that `sentinel-rules plan --out` saved');
  },
});

interface How {
  readonly format: Format;
  readonly override?: Override;
}

interface Saved {
  readonly config: Config;
  readonly asked: { readonly path: string; readonly target?: string };
  readonly hash: string | undefined;
  readonly how: How;
}

/** A plan that was reviewed: made again from the same commit against what is live now, and carried out if it is the same. */
async function deploySaved(io: Io, { config, asked, hash, how }: Saved): Promise<ExitCode> {
  const saved = readSavedPlan(io, config, asked);
  const refuse = (problem: string): ExitCode => {
    io.stderr(
      `the plan ${asked.path} is not carried out: ${inertLine(problem)}\n` +
        `Make a new one with \`sentinel-rules plan --out ${asked.path}\`.\n`,
    );
    return EXIT.conflict;
  };
  if (saved.kind === 'stale') return refuse(saved.problem);
  const { plan: agreedTo, target } = saved;
  if (hash !== undefined && hash !== agreedTo.hash) {
    return refuse(`it is not the one that was agreed to: its hash is ${agreedTo.hash}`);
  }
  if (io.now().getTime() >= Date.parse(agreedTo.expires)) return refuse(`it expired at ${agreedTo.expires}`);
  const desired = checkedResources(io, { config, target });
  if (desired === undefined) return EXIT.findings;
  return withTarget(io, target, async (open) => {
    const adopt = agreedTo.actions.flatMap((action) => ('adopts' in action ? [action.id] : []));
    const made = await makePlan(io, { config, target, desired, open, created: new Date(agreedTo.created), adopt });
    if (made.reading.ledger.standing.used.has(agreedTo.hash)) return refuse('it was carried out already');
    if (made.plan.hash !== agreedTo.hash) return refuse(staleWords(agreedTo, made.plan));
    return write(io, { made, open, how });
  });
}

interface New {
  readonly config: Config;
  readonly target: Target;
  readonly resume: boolean | undefined;
  readonly how: How;
  /** Whether a plan that was shown may be carried out. */
  agree(plan: Plan): Promise<boolean>;
}

/** A new plan, shown and carried out if agreed to. Its own listing serves both. */
async function deployNew(io: Io, { config, target, resume, how, agree }: New): Promise<ExitCode> {
  const desired = checkedResources(io, { config, target });
  if (desired === undefined) return EXIT.findings;
  return withTarget(io, target, async (open) => {
    if (resume === true && !(await resumed(io, { config, target, open }))) return EXIT.conflict;
    const made = await makePlan(io, { config, target, desired, open });
    const { plan } = made;
    io.stderr(renderPlan(plan, { color: io.color }));
    if (plan.actions.length > 0 && !(await agree(plan))) {
      io.stderr('Nothing was written.\n');
      return EXIT.ok;
    }
    return write(io, { made, open, how });
  });
}

/** Tells what became of a deployment whose run is gone; false if somebody else is telling. */
async function resumed(
  io: Io,
  { config, target, open }: { readonly config: Config; readonly target: Target; readonly open: OpenTarget },
): Promise<boolean> {
  const reading = await readWorkspace({ root: io.cwd, config, target, workspace: open.workspace });
  const recovery = await recover(io, reading, actorOf(io.env));
  if (recovery === 'moved') {
    io.stderr('somebody else is going on with that deployment: nothing was written\n');
    return false;
  }
  if (recovery === undefined) {
    io.stderr('no deployment is open: nothing to resume\n');
    return true;
  }
  const count = (outcome: string): number => recovery.actions.filter((one) => one.outcome === outcome).length;
  io.stderr(
    `the deployment that was open: ${count('applied')} applied, ${count('not applied')} not applied, ${count('unknown')} unknown\n`,
  );
  return true;
}

async function agreed(ask: (question: string) => Promise<string>, plan: Plan): Promise<boolean> {
  const danger = planWeakens(plan) ? ' Some of it weakens detection.' : '';
  const answer = await ask(`Write this to ${inertLine(plan.target.name)}?${danger} [y/N] `);
  return /^y(es)?$/i.test(answer.trim());
}

interface Work {
  readonly made: MadePlan;
  readonly open: OpenTarget;
  readonly how: How;
}

async function write(io: Io, { made, open, how }: Work): Promise<ExitCode> {
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
  const guard = guarded(io, plan, how.override);
  if (guard !== undefined) return guard;
  if (plan.actions.length === 0) {
    io.stdout(show(nothingToDo(plan), how.format, io));
    return EXIT.ok;
  }
  const interrupt = io.interrupt?.();
  try {
    const carried = await carryOut(io, {
      plan,
      ledger,
      open,
      actor: actorOf(io.env),
      ...(how.override === undefined ? {} : { override: how.override }),
      ...(interrupt === undefined ? {} : { signal: interrupt.signal }),
    });
    if (carried.kind === 'moved') {
      io.stderr('another deployment began first: nothing was written. Make a new plan.\n');
      return EXIT.conflict;
    }
    io.stdout(show(carried.report, how.format, io));
    return exitCodeOf(carried.report);
  } finally {
    interrupt?.release();
  }
}

/** Exit 5 where the guards refuse and nobody else has agreed; undefined where the plan may go on. */
function guarded(io: Io, plan: Plan, override: Override | undefined): ExitCode | undefined {
  if (plan.refusals.length === 0) return undefined;
  const problem = override === undefined ? undefined : overrideProblem(override, { plan, now: io.now() });
  const ledger = plan.refusals.some(({ guard }) => guard === 'ledger');
  if (override !== undefined && problem === undefined && !ledger) return undefined;
  io.stderr(
    `refused by the guards, nothing was written:\n${plan.refusals.map(({ message }) => `  ${inertLine(message)}\n`).join('')}` +
      (problem === undefined ? '' : `the override does not hold: ${problem}\n`) +
      (ledger
        ? 'No override helps here: look at the ledger.\n'
        : `Somebody else may agree: \`--override FILE\` with asker, approver, plan (${plan.hash}), reason and expires.\n`),
  );
  return EXIT.guard;
}

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

function show(report: ApplyReport, format: Format, { color }: Io): string {
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
