import { probeEtags } from '../../deploy';
import { sealEntry } from '../../src/ledger';
import { inertLine } from '../../src/state';
import { defineCommand, UsageError } from '../command';
import type { Io } from '../command';
import { actorOf } from '../deployment/actor';
import type { Job, JobResult } from '../deployment/each-target';
import { overTargets } from '../deployment/over-targets';
import { sharedOf, withTarget } from '../deployment/plan-project';
import type { Shared } from '../deployment/plan-project';
import { EXIT } from '../exit-codes';
import { openLedger } from '../ledger/open-ledger';
import { loadConfig } from '../targets/load-target';
import { selectionOptions, selectTargets } from '../targets/select-targets';
import type { Target } from '../targets/target';

const WORDS = {
  honoured: 'a write over a stale version is refused: updates need not look first',
  ignored: 'a write over a stale version is taken: updates look first, and an edit in the moment between is lost',
} as const;

export const doctor = defineCommand({
  name: 'doctor',
  options: {
    ...selectionOptions,
    probe: {
      type: 'boolean',
      describe: 'try on a disabled rule, deleted afterwards, whether stale versions are refused',
    },
  },
  examples: [['doctor --target prod --probe', 'whether the workspace protects against edits at the same time']],
  async run({ probe, ...selection }, io) {
    if (!probe) throw new UsageError('say what to try out: --probe');
    const config = loadConfig(io);
    const targets = selectTargets(config, selection);
    const shared = sharedOf(io);
    const job: Job = async (target, own) => probed(own, target, shared);
    const [target] = targets;
    if (target !== undefined && targets.length === 1) return (await job(target, io)).exit;
    return (await overTargets(io, { config, targets, format: 'terminal', list: 'reports', job })).exit;
  },
});

async function probed(io: Io, target: Target, shared: Shared): Promise<JobResult> {
  let words: string | undefined;
  const exit = await withTarget(
    io,
    target,
    async ({ workspace }) => {
      const { standing, store, problem } = await openLedger(io.cwd, target);
      if (problem !== undefined || standing.open !== undefined) {
        io.stderr(`nothing is tried out: ${problem ?? 'a deployment has not ended'}\n`);
        return problem === undefined ? EXIT.conflict : EXIT.guard;
      }
      const found = await probeEtags(workspace);
      if (found.etags === 'unproven') {
        io.stderr(`it could not be tried out: ${inertLine(found.message)}\n`);
        return EXIT.remote;
      }
      const record = { kind: 'probe', at: io.now().toISOString(), actor: actorOf(io.env), etags: found.etags } as const;
      const entry = sealEntry(record, { target: target.name, chain: 'deployments', last: standing.last });
      if ((await store.append(entry, new Map())) === 'moved') {
        io.stderr('a deployment began meanwhile: what was found is not written down\n');
        return EXIT.conflict;
      }
      io.stdout(`${inertLine(target.name)}: ${WORDS[found.etags]}\n`);
      words = found.etags;
      return EXIT.ok;
    },
    shared,
  );
  return { exit, ...(words === undefined ? {} : { words }) };
}
