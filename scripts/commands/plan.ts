import { defineCommand } from '../command';
import type { Job } from '../deployment/each-target';
import { overTargets } from '../deployment/over-targets';
import { preparePlace } from '../deployment/plan-files';
import { planOne } from '../deployment/plan-target';
import { projectRun } from '../deployment/project-run';
import { selectionOptions, selectTargets } from '../targets/select-targets';
import { loadConfig } from '../targets/load-target';

const FORMATS = ['terminal', 'json', 'markdown'] as const;

export const plan = defineCommand({
  name: 'plan',
  options: {
    ...selectionOptions,
    format: { type: 'string', describe: 'how to show the plan', choices: FORMATS, default: 'terminal' },
    out: {
      type: 'string',
      describe: 'file to save the plan in, for `deploy` to carry out; of several targets a folder',
    },
    adopt: { type: 'strings', describe: 'id of a live rule that is not ours, to take over; several are allowed' },
    'exit-code': { type: 'boolean', describe: 'exit 10 if there is anything to change' },
  },
  examples: [
    ['plan', 'compare with the emulator in this process'],
    ['plan --target prod --out plan.json', 'compare with a workspace and keep the plan for review'],
    ['plan --all --out plans', 'every workspace, and a plan of each in a folder'],
    ['plan --target prod --adopt d7c16186-...', 'what taking a rule over would change'],
    ['plan --target prod --format markdown', 'the plan as a pull-request comment'],
  ],
  async run({ format, out, adopt, 'exit-code': differencesMatter, ...selection }, io) {
    const config = loadConfig(io);
    const targets = selectTargets(config, selection);
    const place = out === undefined ? undefined : preparePlace(io.cwd, out, targets);
    const options = { format, adopt, differencesMatter, ...(place === undefined ? {} : { place }) };
    const run = await projectRun(io, config);
    const [target] = targets;
    if (target !== undefined && targets.length === 1) return (await planOne(io, run, { ...options, target })).exit;
    const job: Job = async (each, own) => planOne(own, run, { ...options, target: each });
    const outcome = await overTargets(io, { config, targets, format, list: 'plans', job });
    if (place !== undefined) {
      const saved = outcome.results.filter(({ hash }) => hash !== undefined).length;
      io.stderr(
        `${saved} of ${targets.length} plans saved in ${place.path}; carry them out with \`sentinel-rules deploy ${place.path}\`\n`,
      );
    }
    return outcome.exit;
  },
});
