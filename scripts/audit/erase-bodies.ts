import { sealEntry, bodyRefs } from '../../src/ledger';
import type { ErasureRecord } from '../../src/ledger';
import { inertLine } from '../../src/state';
import { UsageError } from '../command';
import type { Io } from '../command';
import { actorOf } from '../deployment/actor';
import { EXIT } from '../exit-codes';
import type { ExitCode } from '../exit-codes';
import { openLedger } from '../ledger/open-ledger';
import type { Target } from '../targets/target';
import { wholeChains } from './read-chains';

export interface Erasing {
  readonly bodies: readonly string[];
  readonly by: string | undefined;
  readonly second: string | undefined;
  readonly reason: string | undefined;
}

/**
 * Takes bodies out of a ledger after a record that says so: the chain holds their hashes alone and stays whole. Throws a
 * UsageError for a body that no record leads to, and for one that is what we last wrote of a rule.
 */
export async function eraseBodies(io: Io, target: Target, asked: Erasing): Promise<ExitCode> {
  const { bodies, by = '', second = '', reason = '' } = asked;
  if (bodies.length === 0 || [by, second, reason].some((text) => text.trim() === '')) {
    throw new UsageError('an erasure names --body, --by, --second and --reason');
  }
  if (by.trim().toLowerCase() === second.trim().toLowerCase())
    throw new UsageError('--second must be somebody else than --by');
  const ledger = await openLedger(io.cwd, target);
  const { store, standing } = ledger;
  const chains = await wholeChains(store, target.name);
  if (standing.open !== undefined) {
    io.stderr('a deployment has not ended: its bodies are needed\n');
    return EXIT.conflict;
  }
  const known = new Set(
    [...chains.deployments, ...chains.observations].flatMap(({ record }) => bodyRefs(record).map((ref) => ref.body)),
  );
  const needed = new Map([...standing.owned].map(([key, { body }]) => [body, key]));
  for (const hash of bodies) {
    if (!known.has(hash)) throw new UsageError(`no record leads to a body ${hash}`);
    const key = needed.get(hash);
    if (key !== undefined) {
      throw new UsageError(
        `the body ${hash.slice(0, 12)} is what we last wrote of ${key}: deploy it without what must go, first`,
      );
    }
  }
  const record: ErasureRecord = {
    kind: 'erasure',
    at: io.now().toISOString(),
    actor: actorOf(io.env),
    bodies,
    by,
    second,
    reason,
  };
  const entry = sealEntry(record, { target: target.name, chain: 'deployments', last: standing.last });
  if ((await store.append(entry, new Map())) === 'moved') {
    io.stderr('somebody else wrote to the ledger: nothing was erased. Try again.\n');
    return EXIT.conflict;
  }
  await store.erase(bodies);
  io.stdout(`${inertLine(target.name)}: ${bodies.length} bodies are taken away; their hashes stay\n`);
  io.stderr(
    'ref' in target.ledger
      ? 'Older commits of the ref hold them still: squash the ref (the chain does not need its commits) and let git forget.\n'
      : 'Backups and older commits of the folder, if there are any, hold them still.\n',
  );
  return EXIT.ok;
}
