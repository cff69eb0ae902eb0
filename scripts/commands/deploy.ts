import type { Override } from '../../src/ledger';
import { inertLine, planWeakens, renderPlan } from '../../src/state';
import type { Plan } from '../../src/state';
import { defineCommand, UsageError } from '../command';
import type { Io } from '../command';
import { actorOf } from '../deployment/actor';
import { deployBegun } from '../deployment/deploy-begun';
import { readDeadline } from '../deployment/deadline';
import { readOverride } from '../deployment/override';
import { checkedResources, makePlan, withTarget } from '../deployment/plan-project';
import { readSavedPlan } from '../deployment/read-plan';
import { readWorkspace } from '../deployment/read-workspace';
import { recover } from '../deployment/recover';
import { staleWords } from '../deployment/stale-words';
import { writePlan } from '../deployment/write-plan';
import { EXIT } from '../exit-codes';
import type { ExitCode } from '../exit-codes';
import { openAccess } from '../targets/access';
import type { Access } from '../targets/access';
import { loadConfig, pickTarget } from '../targets/load-target';
import type { OpenTarget } from '../targets/open-target';
import type { Config } from '../targets/read-config';
import type { Target } from '../targets/target';

const FORMATS = ['terminal', 'json', 'markdown'] as const;
type Format = (typeof FORMATS)[number];

export const deploy = defineCommand({
  name: 'deploy',
  options: {
    target: { type: 'string', describe: 'workspace of sentinel.config.yaml (default: local, or the one of the plan)' },
    yes: { type: 'boolean', alias: 'y', describe: 'carry out the new plan without asking' },
    hash: { type: 'string', describe: 'the full hash that was agreed to: a plan with another is not carried out' },
    override: { type: 'string', describe: 'JSON file in which somebody else lets this plan pass its guards' },
    report: {
      type: 'string',
      describe:
        'carry a plan out under the `begin` that `ledger begin` recorded, and leave here what `ledger end` records',
    },
    resume: { type: 'boolean', describe: 'first tell what became of a deployment whose run is gone' },
    deadline: { type: 'string', describe: 'how long the run may take, such as 30m: no write is begun after that' },
    format: { type: 'string', describe: 'how to show the outcome', choices: FORMATS, default: 'terminal' },
  },
  positionals: { plan: { describe: 'file that `plan --out` wrote: carried out as it is, or not at all' } },
  examples: [
    ['deploy', 'plan against the emulator in this process, ask, write'],
    ['deploy plan.json', 'carry out a plan that was reviewed'],
    ['deploy plan.json --hash 3f9a...', 'the same, if it is the one that was agreed to'],
    ['deploy plan.json --report report.json', 'by a job that may not write the ledger'],
    ['deploy plan.json --deadline 30m', 'end in half an hour at most, and say what was not written'],
    ['deploy --target prod --resume --yes', 'go on after a run that was killed'],
  ],
  async run({ plan: path, target: name, yes, hash, override: overridePath, report, resume, deadline, format }, io) {
    const access = openAccess(io, readDeadline(deadline));
    const config = loadConfig(io);
    const override = overridePath === undefined ? undefined : readOverride(io.cwd, overridePath);
    const how = { format, ...(override === undefined ? {} : { override }) };
    if (path !== undefined) {
      const asked = {
        path,
        ...(name === undefined ? {} : { target: name }),
        ...(hash === undefined ? {} : { hash }),
      };
      return deploySaved(io, { config, asked, report, access, how });
    }
    if (report !== undefined)
      throw new UsageError('--report goes with a plan file: one of which `ledger begin` has recorded the beginning');
    if (hash !== undefined)
      throw new UsageError('--hash goes with a plan file: a new plan has a hash that nobody has seen');
    const target = pickTarget(config, name);
    const { ask } = io;
    const asked = { config, target, resume, access, how };
    if (yes) return deployNew(io, { ...asked, agree: () => Promise.resolve(true) });
    if (ask !== undefined) return deployNew(io, { ...asked, agree: (made) => agreed(ask, made) });
    throw new UsageError('nobody can be asked here: give --yes, or a plan that `sentinel-rules plan --out` saved');
  },
});

interface How {
  readonly format: Format;
  readonly override?: Override;
}

interface Saved {
  readonly config: Config;
  readonly asked: { readonly path: string; readonly target?: string; readonly hash?: string };
  readonly report: string | undefined;
  readonly access: Access;
  readonly how: How;
}

/** A plan that was reviewed: made again from the same commit against what is live now, and carried out if it is the same. */
async function deploySaved(io: Io, { config, asked, report, access, how }: Saved): Promise<ExitCode> {
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
  const desired = checkedResources(io, { config, target });
  if (desired === undefined) return EXIT.findings;
  return withTarget(
    io,
    target,
    async (open) => {
      const adopt = agreedTo.actions.flatMap((action) => ('adopts' in action ? [action.id] : []));
      const request = { config, target, desired, open, created: new Date(agreedTo.created), adopt };
      if (report !== undefined && agreedTo.actions.length > 0) {
        return deployBegun(io, { request, agreedTo, report, path: asked.path, ...how });
      }
      const made = await makePlan(io, request);
      if (made.reading.ledger.standing.used.has(agreedTo.hash)) return refuse('it was carried out already');
      if (made.plan.hash !== agreedTo.hash) return refuse(staleWords(agreedTo, made.plan));
      return writePlan(io, { made, open, ...how });
    },
    access,
  );
}

interface New {
  readonly config: Config;
  readonly target: Target;
  readonly resume: boolean | undefined;
  readonly access: Access;
  readonly how: How;
  /** Whether a plan that was shown may be carried out. */
  agree(plan: Plan): Promise<boolean>;
}

/** A new plan, shown and carried out if agreed to. Its own listing serves both. */
async function deployNew(io: Io, { config, target, resume, access, how, agree }: New): Promise<ExitCode> {
  const desired = checkedResources(io, { config, target });
  if (desired === undefined) return EXIT.findings;
  return withTarget(
    io,
    target,
    async (open) => {
      if (resume === true && !(await resumed(io, { config, target, open }))) return EXIT.conflict;
      const made = await makePlan(io, { config, target, desired, open });
      const { plan } = made;
      io.stderr(renderPlan(plan, { color: io.color }));
      if (plan.actions.length > 0 && !(await agree(plan))) {
        io.stderr('Nothing was written.\n');
        return EXIT.ok;
      }
      return writePlan(io, { made, open, ...how });
    },
    access,
  );
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
