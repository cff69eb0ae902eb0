import { resolve } from 'node:path';
import { parseReport, sealEntry } from '../../src/ledger';
import type { WrittenAction } from '../../src/ledger';
import { inertLine } from '../../src/state';
import type { Io } from '../command';
import { EXIT } from '../exit-codes';
import type { ExitCode } from '../exit-codes';
import { readSource } from '../files/read-source';
import { openLedger } from '../ledger/open-ledger';
import type { OpenLedger } from '../ledger/open-ledger';
import type { Config } from '../targets/read-config';
import type { Target } from '../targets/target';
import { actorOf } from './actor';
import { recordEnd } from './end-record';
import { endingFrom } from './ending-from-report';
import { countWords } from './entry-words';
import { withTarget } from './plan-project';
import { readWorkspace } from './read-workspace';
import { recover } from './recover';

export interface EndOpen {
  readonly config: Config;
  readonly target: Target;
  /** The report of the run, and the hash that it must have. */
  readonly report?: { readonly path: string; readonly hash?: string };
}

/**
 * Ends the deployment that is open: from the report of its run, by a job that need not reach the workspace; or, where no
 * report was left, from ledger and a fresh list. A report that does not belong to it is refused, and nothing is recorded.
 */
export async function endOpen(io: Io, { config, target, report }: EndOpen): Promise<ExitCode> {
  const ledger = await openLedger(io.cwd, target);
  if (ledger.problem !== undefined) {
    io.stderr(`the ledger cannot be built upon: ${ledger.problem}\n`);
    return EXIT.guard;
  }
  if (ledger.standing.open === undefined) {
    io.stderr(`${inertLine(target.name)}: no deployment is open: nothing to end\n`);
    return EXIT.ok;
  }
  const source = report === undefined ? undefined : readSource(resolve(io.cwd, report.path), report.path);
  if (report !== undefined && source !== undefined && 'text' in source) {
    return endReported(io, { ledger, target, text: source.text, ...report });
  }
  if (source !== undefined && 'failure' in source) {
    io.stderr(`the report ${source.path} cannot be read: ${source.failure}; the workspace is asked instead\n`);
  }
  return withTarget(io, target, async ({ workspace }) => {
    const reading = await readWorkspace({ root: io.cwd, config, target, workspace });
    const recovery = await recover(io, reading, { actor: actorOf(io.env), workspace });
    if (recovery === 'moved' || recovery === undefined) return ended(io, target);
    return tell(io, target, recovery.actions);
  });
}

interface EndReported {
  readonly ledger: OpenLedger;
  readonly target: Target;
  readonly path: string;
  readonly hash?: string;
  readonly text: string;
}

async function endReported(io: Io, { ledger, target, path, hash, text }: EndReported): Promise<ExitCode> {
  const refuse = (problem: string): ExitCode => {
    io.stderr(
      `the report ${path} is not recorded: ${inertLine(problem)}\n` +
        'Without --report, the workspace tells what became of each write.\n',
    );
    return EXIT.conflict;
  };
  const { store, standing, entries } = ledger;
  const { open, last } = standing;
  const begin = entries.find((entry) => entry.hash === open?.hash);
  if (open === undefined || begin === undefined || last === undefined)
    throw new Error('an open deployment has an entry');
  const reading = parseReport(text);
  if (reading.kind === 'refused') return refuse(reading.problem);
  const { report } = reading;
  if (hash !== undefined && hash !== report.hash)
    return refuse(`it is not the one that was left: its hash is ${report.hash}`);
  const told = await endingFrom(report, { target: target.name, open, ledger });
  if (told.kind === 'refused') return refuse(told.problem);
  const { ending, seen } = told;
  if ((await recordEnd(io, { ledger, begin, last, ending, actor: actorOf(io.env) })) === 'ended')
    return ended(io, target);
  if (seen !== undefined) {
    const record = {
      kind: 'observation',
      at: io.now().toISOString(),
      source: 'deploy',
      resources: seen.resources,
    } as const;
    await store.append(
      sealEntry(record, { target: target.name, chain: 'observations', last: ledger.observed }),
      seen.bodies,
    );
  }
  return tell(io, target, ending.actions);
}

function ended({ stderr }: Io, { name }: Target): ExitCode {
  stderr(`${inertLine(name)}: somebody else has ended that deployment\n`);
  return EXIT.ok;
}

function tell({ stdout }: Io, { name }: Target, actions: readonly WrittenAction[]): ExitCode {
  stdout(`${inertLine(name)}: ended: ${countWords(actions.map(({ outcome }) => outcome))}\n`);
  return actions.every(({ outcome }) => outcome === 'applied') ? EXIT.ok : EXIT.findings;
}
