import { inertJson, inertLine } from '../../src/state';
import { defineCommand, UsageError } from '../command';
import type { Io } from '../command';
import { beginSaved } from '../deployment/begin-saved';
import { endOpen } from '../deployment/end-open';
import { entryWords } from '../deployment/entry-words';
import { readOverride } from '../deployment/override';
import { EXIT } from '../exit-codes';
import type { ExitCode } from '../exit-codes';
import { LedgerFailure } from '../ledger/ledger-failure';
import { openLedger } from '../ledger/open-ledger';
import { loadConfig, pickTarget } from '../targets/load-target';
import type { Target } from '../targets/target';

export const ledger = defineCommand({
  name: 'ledger',
  positionals: {
    action: { describe: 'show, begin or end', required: true },
    plan: { describe: 'begin: file that `plan --out` wrote' },
  },
  options: {
    target: { type: 'string', describe: 'workspace of sentinel.config.yaml (default: local, or the one of the plan)' },
    hash: { type: 'string', describe: 'begin, end: the full hash of the plan or report that the file must have' },
    override: { type: 'string', describe: 'begin: JSON file in which somebody else lets this plan pass its guards' },
    report: { type: 'string', describe: 'end: file that `deploy --report` left' },
    format: { type: 'string', describe: 'how to show it', choices: ['terminal', 'json'], default: 'terminal' },
  },
  examples: [
    ['ledger show --target prod', 'what was deployed, by whom, and what became of it'],
    ['ledger begin plan.json', 'say that a plan is about to be carried out, by `deploy plan.json --report FILE`'],
    ['ledger end --target prod --report report.json', 'say what became of it, as the run left it'],
    ['ledger end --target prod', 'the same after a run that left nothing: the workspace tells'],
  ],
  async run({ action, plan, target: name, hash, override, report, format }, io) {
    const config = loadConfig(io);
    const told = hash === undefined ? {} : { hash };
    switch (action) {
      case 'show':
        return withLedger(io, async () => show(io, pickTarget(config, name), format));
      case 'begin': {
        if (plan === undefined) throw new UsageError('say which plan begins: a file that `plan --out` wrote');
        const asked = { path: plan, ...(name === undefined ? {} : { target: name }), ...told };
        const agreed = override === undefined ? {} : { override: readOverride(io.cwd, override) };
        return withLedger(io, async () => beginSaved(io, { config, asked, ...agreed }));
      }
      case 'end': {
        const left = report === undefined ? {} : { report: { path: report, ...told } };
        return withLedger(io, async () => endOpen(io, { config, target: pickTarget(config, name), ...left }));
      }
      default:
        throw new UsageError(`ledger knows \`show\`, \`begin\` and \`end\`; found ${JSON.stringify(action)}`);
    }
  },
});

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
