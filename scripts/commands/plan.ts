import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { renderPlan, renderPlanMarkdown, serialisePlan } from '../../src/state';
import type { Plan } from '../../src/state';
import { defineCommand, UsageError } from '../command';
import type { Io } from '../command';
import { checkedResources, makePlan, withTarget } from '../deployment/plan-project';
import { errorCode } from '../emulate';
import { EXIT, worstExitCode } from '../exit-codes';
import { loadConfig, pickTarget } from '../targets/load-target';

const FORMATS = ['terminal', 'json', 'markdown'] as const;

export const plan = defineCommand({
  name: 'plan',
  options: {
    target: { type: 'string', describe: 'workspace of sentinel.config.yaml to compare with', default: 'local' },
    format: { type: 'string', describe: 'how to show the plan', choices: FORMATS, default: 'terminal' },
    out: { type: 'string', describe: 'file to save the plan in, for `deploy` to carry out' },
    adopt: { type: 'strings', describe: 'id of a live rule that is not ours, to take over; several are allowed' },
    'exit-code': { type: 'boolean', describe: 'exit 10 if there is anything to change' },
  },
  examples: [
    ['plan', 'compare with the emulator in this process'],
    ['plan --target prod --out plan.json', 'compare with a workspace and keep the plan for review'],
    ['plan --target prod --adopt d7c16186-...', 'what taking a rule over would change'],
    ['plan --target prod --format markdown', 'the plan as a pull-request comment'],
  ],
  async run(args, io) {
    const config = loadConfig(io);
    const target = pickTarget(config, args.target);
    const desired = checkedResources(io, { config, target });
    if (desired === undefined) return EXIT.findings;
    return withTarget(io, target, async (open) => {
      const { plan: made } = await makePlan(io, { config, target, desired, open, adopt: args.adopt });
      if (args.out !== undefined) save(made, args.out, io);
      io.stdout(show(made, args.format, io));
      return worstExitCode([
        ...(made.refusals.length > 0 ? [EXIT.guard] : []),
        ...(made.actions.some((action) => 'blocked' in action && action.blocked !== undefined) ? [EXIT.findings] : []),
        ...(args['exit-code'] && made.actions.length > 0 ? [EXIT.differences] : []),
      ]);
    });
  },
});

function show(made: Plan, format: (typeof FORMATS)[number], { color }: Io): string {
  switch (format) {
    case 'terminal':
      return renderPlan(made, { color });
    case 'json':
      return serialisePlan(made);
    case 'markdown':
      return renderPlanMarkdown(made);
  }
}

function save(made: Plan, path: string, io: Io): void {
  try {
    writeFileSync(resolve(io.cwd, path), serialisePlan(made));
  } catch (error) {
    throw new UsageError(`the plan cannot be saved in ${path} (${errorCode(error) ?? 'no reason was given'})`);
  }
  io.stderr(`plan ${made.hash.slice(0, 12)} saved in ${path}; carry it out with \`sentinel-rules deploy ${path}\`\n`);
}
