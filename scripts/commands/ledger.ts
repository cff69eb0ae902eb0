import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { inertJson, inertLine } from '../../src/state';
import { defineCommand, UsageError } from '../command';
import type { Io } from '../command';
import { beginAll, beginSaved } from '../deployment/begin-saved';
import { endOpen } from '../deployment/end-open';
import { planPaths } from '../deployment/plan-files';
import { entryWords } from '../deployment/entry-words';
import { readOverride } from '../deployment/override';
import { EXIT, worstExitCode } from '../exit-codes';
import type { ExitCode } from '../exit-codes';
import { LedgerFailure } from '../ledger/ledger-failure';
import { openLedger } from '../ledger/open-ledger';
import { loadConfig, pickTarget } from '../targets/load-target';
import type { Config } from '../targets/read-config';
import { selectTargets } from '../targets/select-targets';
import type { Target } from '../targets/target';

export const ledger = defineCommand({
  name: 'ledger',
  positionals: {
    action: { describe: 'show, begin or end', required: true },
    plan: { isPath: true, describe: 'begin: files that `plan --out` wrote, or their folder', many: true },
  },
  options: {
    target: { type: 'string', describe: 'workspace of sentinel.config.yaml (default: local, or the one of the plan)' },
    all: { type: 'boolean', describe: 'end: every workspace of sentinel.config.yaml' },
    hash: {
      type: 'string',
      describe: 'begin, end: the full hash that the plan or report must have; of several plans the one over all',
    },
    override: { type: 'string', describe: 'begin: JSON file in which somebody else lets this plan pass its guards' },
    report: { type: 'string', describe: 'end: file that `deploy --report` left, or their folder' },
    format: { type: 'string', describe: 'how to show it', choices: ['terminal', 'json'], default: 'terminal' },
  },
  examples: [
    ['ledger show --target prod', 'what was deployed, by whom, and what became of it'],
    ['ledger begin plan.json', 'say that a plan is about to be carried out, by `deploy plan.json --report FILE`'],
    ['ledger begin plans --hash 3f9a...', 'every plan of the folder, if together they are what was agreed to'],
    ['ledger end --target prod --report report.json', 'say what became of it, as the run left it'],
    ['ledger end --target prod', 'the same after a run that left nothing: the workspace tells'],
  ],
  async run({ action, plan: given, target: name, all, hash, override, report, format }, io) {
    const config = loadConfig(io);
    const told = hash === undefined ? {} : { hash };
    const agreed = override === undefined ? {} : { override: readOverride(io.cwd, override) };
    switch (action) {
      case 'show':
        return withLedger(io, async () => show(io, pickTarget(config, name), format));
      case 'begin': {
        const paths = planPaths(io.cwd, given);
        const [plan] = paths;
        if (plan === undefined) throw new UsageError('say which plan begins: a file that `plan --out` wrote');
        if (paths.length > 1) return withLedger(io, async () => beginAll(io, { config, paths, ...told, ...agreed }));
        const asked = { path: plan, ...(name === undefined ? {} : { target: name }), ...told };
        return withLedger(io, async () => beginSaved(io, { config, asked, ...agreed }));
      }
      case 'end': {
        const targets = all
          ? selectTargets(config, { target: [], tag: [], all, wave: undefined })
          : [pickTarget(config, name)];
        return withLedger(io, async () => endEach(io, { config, targets, report, ...told }));
      }
      default:
        throw new UsageError(`ledger knows \`show\`, \`begin\` and \`end\`; found ${JSON.stringify(action)}`);
    }
  },
});

interface EndEach {
  readonly config: Config;
  readonly targets: readonly Target[];
  readonly report: string | undefined;
  readonly hash?: string;
}

/** Ends what is open, target by target; the report of each is the file, or the one of its name in the folder. */
async function endEach(io: Io, { config, targets, report, hash }: EndEach): Promise<ExitCode> {
  const folder = targets.length > 1 || (report !== undefined && isFolder(resolve(io.cwd, report)));
  const codes: ExitCode[] = [];
  for (const target of targets) {
    const path = report === undefined || !folder ? report : `${report.replace(/[\\/]+$/, '')}/${target.name}.json`;
    const left = path === undefined ? {} : { report: { path, ...(hash === undefined ? {} : { hash }) } };
    codes.push(await endOpen(io, { config, target, ...left }));
  }
  return worstExitCode(codes);
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

async function withLedger(io: Io, work: () => Promise<ExitCode>): Promise<ExitCode> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof LedgerFailure)) throw error;
    io.stderr(`${error.message}\n`);
    return EXIT.remote;
  }
}

async function show(io: Io, target: Target, format: 'terminal' | 'json'): Promise<ExitCode> {
  const { entries, problem, store } = await openLedger(io.cwd, target);
  if (problem !== undefined) {
    io.stderr(`the ledger cannot be built upon: ${problem}\n`);
    return EXIT.guard;
  }
  if (format === 'json') io.stdout(`${inertJson(entries)}\n`);
  else if (entries.length === 0) io.stdout(`${inertLine(store.place)}: nothing was deployed yet\n`);
  else io.stdout(entries.map((entry) => `${entryWords(entry)}\n`).join(''));
  return EXIT.ok;
}
