import { apply, renderReport, renderReportMarkdown, verdictOf } from '../../deploy';
import type { ApplyReport, Verdict } from '../../deploy';
import { inertJson, inertLine, planWeakens, renderPlan } from '../../src/state';
import type { Plan, Resource } from '../../src/state';
import { defineCommand, UsageError } from '../command';
import type { Io } from '../command';
import { checkedResources, makePlan, withTarget } from '../deployment/plan-project';
import { readSavedPlan } from '../deployment/read-plan';
import { EXIT, worstExitCode } from '../exit-codes';
import type { ExitCode } from '../exit-codes';
import { loadConfig, pickTarget } from '../targets/load-target';
import type { OpenTarget } from '../targets/open-target';

const FORMATS = ['terminal', 'json', 'markdown'] as const;
type Format = (typeof FORMATS)[number];

export const deploy = defineCommand({
  name: 'deploy',
  describe: 'Write the rules that differ to a workspace: a saved plan, or a new one after a yes',
  options: {
    target: { type: 'string', describe: 'workspace of sentinel.config.yaml (default: local, or the one of the plan)' },
    yes: { type: 'boolean', alias: 'y', describe: 'carry out the new plan without asking' },
    format: { type: 'string', describe: 'how to show the outcome', choices: FORMATS, default: 'terminal' },
  },
  positionals: { plan: { describe: 'file that `plan --out` wrote: carried out as it is, or not at all' } },
  examples: [
    ['deploy', 'plan against the emulator in this process, ask, write'],
    ['deploy plan.json', 'carry out a plan that was reviewed'],
    ['deploy --target prod --yes', 'plan and write without asking'],
  ],
  async run({ plan, target, yes, format }, io) {
    if (plan !== undefined) return deploySaved(io, { path: plan, ...(target === undefined ? {} : { target }) }, format);
    if (yes) return deployNew(io, { target, format, agree: () => Promise.resolve(true) });
    const { ask } = io;
    if (ask !== undefined) return deployNew(io, { target, format, agree: (made) => agreed(ask, made) });
    throw new UsageError('nobody can be asked here: give --yes, or a plan that `sentinel-rules plan --out` saved');
  },
});

/** A plan that was reviewed: carried out as it is, if what is live is still what it saw. */
async function deploySaved(
  io: Io,
  asked: { readonly path: string; readonly target?: string },
  format: Format,
): Promise<ExitCode> {
  const saved = readSavedPlan(io, loadConfig(io), asked);
  if (saved.kind === 'stale') {
    io.stderr(
      `the plan ${asked.path} is not carried out: ${inertLine(saved.problem)}\n` +
        `Make a new one with \`sentinel-rules plan --out ${asked.path}\`.\n`,
    );
    return EXIT.conflict;
  }
  const { plan, target } = saved;
  return withTarget(io, target, async (open) => {
    const { resources: live } = await open.workspace.list('alertRule');
    return carryOut({ io, plan, open, format, live });
  });
}

interface NewPlan {
  readonly target: string | undefined;
  readonly format: Format;
  /** Whether a plan that was shown may be carried out. */
  agree(plan: Plan): Promise<boolean>;
}

/** A new plan, shown and carried out if agreed to. Its own listing serves both. */
async function deployNew(io: Io, { target: name, format, agree }: NewPlan): Promise<ExitCode> {
  const config = loadConfig(io);
  const target = pickTarget(config, name);
  const desired = checkedResources(io, { config, target });
  if (desired === undefined) return EXIT.findings;
  return withTarget(io, target, async (open) => {
    const plan = await makePlan(io, target, desired, open);
    io.stderr(renderPlan(plan, { color: io.color }));
    if (plan.actions.length === 0 || (await agree(plan))) return carryOut({ io, plan, open, format });
    io.stderr('Nothing was written.\n');
    return EXIT.ok;
  });
}

async function agreed(ask: (question: string) => Promise<string>, plan: Plan): Promise<boolean> {
  const danger = planWeakens(plan) ? ' Some of it weakens detection.' : '';
  const answer = await ask(`Write this to ${inertLine(plan.target.name)}?${danger} [y/N] `);
  return /^y(es)?$/i.test(answer.trim());
}

interface Work {
  readonly io: Io;
  readonly plan: Plan;
  readonly open: OpenTarget;
  readonly format: Format;
  /** What is live now, for a plan that was made earlier. */
  readonly live?: readonly Resource[];
}

async function carryOut({ io, plan, open, format, live }: Work): Promise<ExitCode> {
  const report = await apply(plan, {
    workspace: open.workspace,
    limiter: open.limiter,
    ...(live === undefined ? {} : { live }),
    onResult: ({ title, outcome }, done) => {
      if (io.progress) io.stderr(`[${done}/${plan.actions.length}] ${outcome.kind} ${inertLine(title)}\n`);
    },
  });
  io.stdout(show(report, format, io));
  return worstExitCode(report.results.map(({ outcome }) => EXIT_OF[verdictOf(outcome)]));
}

const EXIT_OF: Readonly<Record<Verdict, ExitCode>> = {
  done: EXIT.ok,
  refused: EXIT.findings,
  conflict: EXIT.conflict,
  failed: EXIT.remote,
  // What kept it from being tried has its own code.
  skipped: EXIT.ok,
};

function show(report: ApplyReport, format: Format, { color }: Io): string {
  switch (format) {
    case 'terminal':
      return renderReport(report, { color });
    case 'json':
      return `${inertJson(report)}\n`;
    case 'markdown':
      return renderReportMarkdown(report);
  }
}
