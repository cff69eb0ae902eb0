import { inertLine, marksByKey, ownershipOf, renderPlan, resourceKey } from '../../src/state';
import type { DesiredResource, Resource } from '../../src/state';
import { defineCommand } from '../command';
import type { Io } from '../command';
import { confirmed } from '../deployment/confirmed';
import { nameRules, titleOf } from '../deployment/name-rules';
import { readOverride } from '../deployment/override';
import { checkedResources, makePlan, wantedOf, withTarget } from '../deployment/plan-project';
import { readWorkspace } from '../deployment/read-workspace';
import type { WorkspaceReading } from '../deployment/read-workspace';
import { writePlan } from '../deployment/write-plan';
import { EXIT } from '../exit-codes';
import { loadConfig, pickTarget } from '../targets/load-target';

const FORMATS = ['terminal', 'json', 'markdown'] as const;

export const adopt = defineCommand({
  name: 'adopt',
  positionals: {
    rules: { describe: 'each an id, its first eight characters or more, or a name', required: true, many: true },
  },
  options: {
    target: { type: 'string', describe: 'workspace of sentinel.config.yaml', default: 'local' },
    yes: { type: 'boolean', alias: 'y', describe: 'take them over without asking' },
    override: { type: 'string', describe: 'JSON file in which somebody else lets this plan pass its guards' },
    format: { type: 'string', describe: 'how to show the outcome', choices: FORMATS, default: 'terminal' },
  },
  examples: [
    ['adopt d7c16186 --target prod', 'what would change in that rule, and a question'],
    ['adopt "Rare remote tool" --target prod --yes', 'by its name, without a question'],
  ],
  async run({ rules: names, target: name, yes, override: overridePath, format }, io) {
    const config = loadConfig(io);
    const target = pickTarget(config, name);
    const override = overridePath === undefined ? undefined : readOverride(io.cwd, overridePath);
    const desired = checkedResources(io, { config, target });
    if (desired === undefined) return EXIT.findings;
    return withTarget(io, target, async (open) => {
      const reading = await readWorkspace({
        root: io.cwd,
        config,
        target,
        workspace: open.workspace,
        ...wantedOf(desired),
      });
      const { found, problems } = nameRules(reading.live, names);
      if (problems.length > 0) {
        for (const problem of problems) io.stderr(`${problem}\n`);
        return EXIT.usage;
      }
      const foreign = found.filter((rule) => isForeign(rule, reading));
      for (const rule of found.filter((one) => !foreign.includes(one))) {
        io.stderr(`${quoted(rule)} is ours already\n`);
      }
      if (foreign.length === 0) return EXIT.ok;
      const fileless = withoutFile(foreign, desired.resources);
      if (fileless.length > 0) {
        sayFileless(io, fileless, target.name);
        return EXIT.findings;
      }
      const ids = foreign.map(({ id }) => id);
      const made = await makePlan(io, { config, target, desired, open, reading, adopt: ids, only: ids });
      io.stderr(renderPlan(made.plan, { color: io.color }));
      if (made.plan.actions.some((action) => 'blocked' in action && action.blocked !== undefined)) {
        io.stderr('Nothing was written: what is blocked cannot be taken over as it is.\n');
        return EXIT.findings;
      }
      const what = ids.length === 1 ? 'this rule' : `these ${ids.length} rules`;
      if (!yes && !(await confirmed(io, `Take ${what} of ${inertLine(target.name)} over?`))) return EXIT.ok;
      return writePlan(io, { made, open, format, ...(override === undefined ? {} : { override }) });
    });
  },
});

function isForeign(rule: Resource, { known, metadata, owner }: WorkspaceReading): boolean {
  const ownership = ownershipOf(rule, { known, marks: marksByKey(metadata), owner });
  return ownership !== 'ours' && ownership !== 'unmarked';
}

const KINDS: ReadonlySet<unknown> = new Set(['Scheduled', 'NRT']);

function withoutFile(rules: readonly Resource[], desired: readonly DesiredResource[]): readonly Resource[] {
  const wanted = new Set(desired.map(resourceKey));
  return rules.filter((rule) => !wanted.has(resourceKey(rule)));
}

/** A rule becomes ours by a file: what it is to be must be written somewhere. */
function sayFileless({ stderr }: Io, rules: readonly Resource[], target: string): void {
  for (const rule of rules) {
    const { kind } = rule.body;
    stderr(
      KINDS.has(kind)
        ? `no file of this repository wants ${quoted(rule)}\n`
        : `${quoted(rule)} is of the kind ${inertLine(JSON.stringify(kind))}: built-in kinds are never touched\n`,
    );
  }
  if (rules.some(({ body }) => KINDS.has(body['kind']))) {
    stderr(
      `Write it as a file first: \`sentinel-rules pull --target ${inertLine(target)}\`. Look at the file, then adopt the rule.\n`,
    );
  }
}

function quoted(rule: Resource): string {
  return `${JSON.stringify(inertLine(titleOf(rule)))} (${inertLine(rule.id)})`;
}
