import { probeEtags } from '../../deploy';
import { sealEntry } from '../../src/ledger';
import { inertLine } from '../../src/state';
import { defineCommand, UsageError } from '../command';
import { actorOf } from '../deployment/actor';
import { withTarget } from '../deployment/plan-project';
import { EXIT } from '../exit-codes';
import { openLedger } from '../ledger/open-ledger';
import { loadConfig, pickTarget } from '../targets/load-target';

const WORDS = {
  honoured: 'a write over a stale version is refused: updates need not look first',
  ignored: 'a write over a stale version is taken: updates look first, and an edit in the moment between is lost',
} as const;

export const doctor = defineCommand({
  name: 'doctor',
  options: {
    target: { type: 'string', describe: 'workspace of sentinel.config.yaml', default: 'local' },
    probe: {
      type: 'boolean',
      describe: 'try on a disabled rule, deleted afterwards, whether stale versions are refused',
    },
  },
  examples: [['doctor --target prod --probe', 'whether the workspace protects against edits at the same time']],
  async run({ target: name, probe }, io) {
    if (!probe) throw new UsageError('say what to try out: --probe');
    const config = loadConfig(io);
    const target = pickTarget(config, name);
    return withTarget(io, target, async ({ workspace }) => {
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
      return EXIT.ok;
    });
  },
});
