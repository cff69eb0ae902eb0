import { inertLine, marksByKey, ownershipOf, renderPlan, resourceKey } from '../../src/state';
import type { Action, Resource } from '../../src/state';
import { defineCommand, UsageError } from '../command';
import type { Io } from '../command';
import { confirmed } from '../deployment/confirmed';
import { nameRules, titleOf } from '../deployment/name-rules';
import { readOverride } from '../deployment/override';
import { checkedResources, makePlan, wantedOf, withTarget } from '../deployment/plan-project';
import type { MadePlan } from '../deployment/plan-project';
import { readWorkspace } from '../deployment/read-workspace';
import type { WorkspaceReading } from '../deployment/read-workspace';
import { writePlan } from '../deployment/write-plan';
import { EXIT, worstExitCode } from '../exit-codes';
import { loadConfig, pickTarget } from '../targets/load-target';

const FORMATS = ['terminal', 'json', 'markdown'] as const;

export const adopt = defineCommand({
  name: 'adopt',
  positionals: {
    rules: { describe: 'each an id, its first eight characters or more, or a name', many: true },
  },
  options: {
    target: { type: 'string', describe: 'workspace of sentinel.config.yaml', default: 'local' },
    all: { type: 'boolean', describe: 'every live rule that has a file and is not ours, as far as nothing blocks it' },
    yes: { type: 'boolean', alias: 'y', describe: 'take them over without asking' },
    override: { type: 'string', describe: 'JSON file in which somebody else lets this plan pass its guards' },
    format: { type: 'string', describe: 'how to show the outcome', choices: FORMATS, default: 'terminal' },
  },
  examples: [
    ['adopt d7c16186 --target prod', 'what would change in that rule, and a question'],
    ['adopt --all --target prod', 'what `pull` has written as files: a whole workspace at once'],
    ['adopt "Rare remote tool" --target prod --yes', 'by its name, without a question'],
  ],
  async run({ rules: names, target: name, all, yes, override: overridePath, format }, io) {
    if (all === names.length > 0)
      throw new UsageError('name the rules to take over, or --all of those that have a file');
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
      const wanted = new Set(desired.resources.map(resourceKey));
      const { found, problems } = all
        ? { found: reading.live.filter((rule) => wanted.has(resourceKey(rule))), problems: [] }
        : nameRules(reading.live, names);
      if (problems.length > 0) {
        for (const problem of problems) io.stderr(`${problem}\n`);
        return EXIT.usage;
      }
      const foreign = found.filter((rule) => isForeign(rule, reading));
      const ours = found.filter((rule) => !foreign.includes(rule));
      if (all && foreign.length === 0) io.stderr(`${ours.length} rules with a file are ours, and no others are live\n`);
      if (!all) for (const rule of ours) io.stderr(`${quoted(rule)} is ours already\n`);
      if (foreign.length === 0) return EXIT.ok;
      const fileless = foreign.filter((rule) => !wanted.has(resourceKey(rule)));
      if (fileless.length > 0) {
        sayFileless(io, fileless, target.name);
        return EXIT.findings;
      }
      const planFor = async (ids: readonly string[]): Promise<MadePlan> =>
        makePlan(io, { config, target, desired, open, reading, adopt: ids, only: ids });
      const first = await planFor(foreign.map(({ id }) => id));
      const blocked = first.plan.actions.filter(isBlocked);
      if (blocked.length > 0 && !all) {
        io.stderr(renderPlan(first.plan, { color: io.color }));
        io.stderr('Nothing was written: what is blocked cannot be taken over as it is.\n');
        return EXIT.findings;
      }
      for (const action of blocked) io.stderr(leftWords(action));
      const ids = foreign.map(({ id }) => id).filter((id) => !blocked.some((action) => action.id === id));
      if (ids.length === 0) return EXIT.findings;
      const made = blocked.length === 0 ? first : await planFor(ids);
      io.stderr(renderPlan(made.plan, { color: io.color }));
      const what = ids.length === 1 ? 'this rule' : `these ${ids.length} rules`;
      if (!yes && !(await confirmed(io, `Take ${what} of ${inertLine(target.name)} over?`))) return EXIT.ok;
      const exit = await writePlan(io, { made, open, format, ...(override === undefined ? {} : { override }) });
      return blocked.length === 0 ? exit : worstExitCode([exit, EXIT.findings]);
    });
  },
});

function isForeign(rule: Resource, { known, metadata, owner }: WorkspaceReading): boolean {
  const ownership = ownershipOf(rule, { known, marks: marksByKey(metadata), owner });
  return ownership !== 'ours' && ownership !== 'unmarked';
}

const KINDS: ReadonlySet<unknown> = new Set(['Scheduled', 'NRT']);

function isBlocked(action: Action): action is Action & { readonly blocked: string } {
  return 'blocked' in action && action.blocked !== undefined;
}

function leftWords({ title, id, blocked }: Action & { readonly blocked: string }): string {
  return `left alone: ${JSON.stringify(inertLine(title))} (${inertLine(id)}): ${inertLine(blocked)}\n`;
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
