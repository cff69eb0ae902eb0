import { inertLine, renderPlan } from '../../src/state';
import { defineCommand, UsageError } from '../command';
import { confirmed } from '../deployment/confirmed';
import { makePlan, withTarget } from '../deployment/plan-project';
import { readWorkspace } from '../deployment/read-workspace';
import { restoredResources } from '../deployment/restored-resources';
import { writePlan } from '../deployment/write-plan';
import { readOverride } from '../deployment/override';
import { EXIT } from '../exit-codes';
import { loadConfig, pickTarget } from '../targets/load-target';

const FORMATS = ['terminal', 'json', 'markdown'] as const;

export const rollback = defineCommand({
  name: 'rollback',
  options: {
    target: { type: 'string', describe: 'workspace of sentinel.config.yaml', default: 'local' },
    to: { type: 'string', describe: 'the deployment: beginning of its hash in the ledger, or of its commit' },
    rule: {
      type: 'strings',
      describe: 'id of a rule that somebody edited since, and that is to be brought back all the same',
    },
    yes: { type: 'boolean', alias: 'y', describe: 'carry it out without asking' },
    override: { type: 'string', describe: 'JSON file in which somebody else lets this plan pass its guards' },
    format: { type: 'string', describe: 'how to show the outcome', choices: FORMATS, default: 'terminal' },
  },
  examples: [
    ['rollback --target prod --to 3f9a1c04', 'show what that would change, and ask'],
    ['rollback --target prod --to 3f9a1c04 --yes', 'carry it out'],
  ],
  async run({ target: name, to, rule: named, yes, override: overridePath, format }, io) {
    if (to === undefined || to.length < 4)
      throw new UsageError('--to must name a deployment, by four characters or more');
    const config = loadConfig(io);
    const target = pickTarget(config, name);
    const override = overridePath === undefined ? undefined : readOverride(io.cwd, overridePath);
    return withTarget(io, target, async (open) => {
      const reading = await readWorkspace({ root: io.cwd, config, target, workspace: open.workspace });
      if (reading.known.problem !== undefined)
        throw new UsageError(`the ledger cannot be built upon: ${reading.known.problem}`);
      const { resources, skipped, tombstoned, entry } = await restoredResources(reading, { to, named, now: io.now() });
      // A hold is for the repository, not for whoever brings back what it held.
      const known = { ...reading.known, holds: new Map<string, string>() };
      const made = await makePlan(io, { config, target, desired: { resources }, open, reading: { ...reading, known } });
      io.stderr(renderPlan(made.plan, { color: io.color }));
      for (const { id } of skipped) {
        io.stderr(
          `left as it is, since somebody edited it: ${inertLine(id)} (\`--rule ${inertLine(id)}\` brings it back too)\n`,
        );
      }
      if (tombstoned.length > 0) {
        io.stderr('deleted a short while ago; the service may refuse these ids until about the time beside them:\n');
        for (const { id, title, until } of tombstoned) io.stderr(`  ${until}  ${inertLine(title)}  ${inertLine(id)}\n`);
        io.stderr('The same command creates then what it could not create now.\n');
      }
      const question = `Bring ${inertLine(target.name)} back to ${entry.slice(0, 12)}?`;
      if (made.plan.actions.length > 0 && !yes && !(await confirmed(io, question))) return EXIT.ok;
      return writePlan(io, { made, open, format, restores: entry, ...(override === undefined ? {} : { override }) });
    });
  },
});
