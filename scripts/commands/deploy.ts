import { inertLine, planWeakens } from '../../src/state';
import { defineCommand, UsageError } from '../command';
import type { Io } from '../command';
import { readDeadline } from '../deployment/deadline';
import { deployNewPlan } from '../deployment/deploy-target';
import { deployMany } from '../deployment/deploy-many';
import { deploySaved } from '../deployment/deploy-saved';
import { readOverride } from '../deployment/override';
import { projectRun } from '../deployment/project-run';
import { loadConfig } from '../targets/load-target';
import { selectionOptions, selectTargets } from '../targets/select-targets';

const FORMATS = ['terminal', 'json', 'markdown'] as const;

export const deploy = defineCommand({
  name: 'deploy',
  options: {
    ...selectionOptions,
    yes: { type: 'boolean', alias: 'y', describe: 'carry out the new plan without asking' },
    hash: {
      type: 'string',
      describe: 'the full hash that was agreed to, of several plans the one over all: others are not carried out',
    },
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
  positionals: {
    plan: {
      isPath: true,
      describe: 'files that `plan --out` wrote, or their folder: carried out as they are, or not at all',
      many: true,
    },
  },
  examples: [
    ['deploy', 'plan against the emulator in this process, ask, write'],
    ['deploy plan.json', 'carry out a plan that was reviewed'],
    ['deploy plan.json --hash 3f9a...', 'the same, if it is the one that was agreed to'],
    ['deploy plans', 'all plans of a folder, wave by wave'],
    ['deploy plans --wave canary', 'those of one wave'],
    ['deploy plan.json --report report.json', 'by a job that may not write the ledger'],
    ['deploy plan.json --deadline 30m', 'end in half an hour at most, and say what was not written'],
    ['deploy --target prod --resume --yes', 'go on after a run that was killed'],
  ],
  async run({ plan: paths, yes, hash, override: overridePath, report, resume, deadline, format, ...selection }, io) {
    const access = readDeadline(deadline);
    const config = loadConfig(io);
    const override = overridePath === undefined ? undefined : readOverride(io.cwd, overridePath);
    const how = { format, ...(override === undefined ? {} : { override }) };
    if (paths.length > 0) {
      const chosen =
        selection.all || selection.wave !== undefined || selection.target.length + selection.tag.length > 0;
      const run = await projectRun(io, config, access);
      return deploySaved(io, run, {
        paths,
        hash,
        how,
        ...(chosen ? { selection } : {}),
        ...(report === undefined ? {} : { report }),
      });
    }
    if (report !== undefined)
      throw new UsageError('--report goes with a plan file: one of which `ledger begin` has recorded the beginning');
    if (hash !== undefined)
      throw new UsageError('--hash goes with a plan file: a new plan has a hash that nobody has seen');
    const targets = selectTargets(config, selection);
    const { ask } = io;
    if (!yes && ask === undefined)
      throw new UsageError('nobody can be asked here: give --yes, or a plan that `sentinel-rules plan --out` saved');
    const run = await projectRun(io, config, access);
    const [target] = targets;
    if (target === undefined || targets.length > 1) {
      return deployMany(io, run, { targets, resume, how, ...(yes || ask === undefined ? {} : { ask }) });
    }
    const agree = yes || ask === undefined ? () => Promise.resolve(true) : agreed(ask);
    return (await deployNewPlan(io, run, { target, resume, how, agree })).exit;
  },
});

function agreed(ask: NonNullable<Io['ask']>): Parameters<typeof deployNewPlan>[2]['agree'] {
  return async (plan) => {
    const danger = planWeakens(plan) ? ' Some of it weakens detection.' : '';
    const answer = await ask(`Write this to ${inertLine(plan.target.name)}?${danger} [y/N] `);
    return /^y(es)?$/i.test(answer.trim());
  };
}
