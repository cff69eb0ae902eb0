import { sortedJson } from '../../src/json';
import type { JsonObject } from '../../src/json';
import type { Entry, LedgerStore } from '../../src/ledger';
import { refFiles } from '../git/ref-files';
import type { RefPlace } from '../git/ref-files';
import { entryText, LedgerFailure } from './ledger-failure';

/**
 * A ledger in a ref of its own, beside the branches: the same files as in a folder, one commit an entry. An append is a
 * fast-forward: of two writers one is refused, so that the push is the lock too.
 */
export function gitStore(place: RefPlace, target: string): LedgerStore {
  const { ref, remote } = place;
  const files = refFiles(place, { name: 'the ledger', failure: (message) => new LedgerFailure(message) });
  const { tip, namesAt, filesAt, fileAt, commitWith, advance, turn } = files;
  const message = `ledger: ${target}`;

  const append: LedgerStore['append'] = async (entry, bodies) => {
    // Other targets have their entries in the same ref: that theirs came between is no reason to give up.
    for (let tries = 1; ; tries++) {
      const parent = await tip();
      const last = parent === undefined ? undefined : (await namesAt(parent, `${target}/${entry.chain}`, ENTRY)).at(-1);
      if (sequenceOf(last) + 1 !== entry.sequence) return 'moved';
      const commit = await commitWith(parent, filesOf(target, entry, bodies), message);
      if ((await advance(commit, parent)) === 'done') return 'appended';
      if (tries === MOST_TRIES) return 'moved';
    }
  };

  return {
    place: remote === undefined ? ref : `${remote} ${ref}`,
    read: async (chain) =>
      turn(async () => {
        const commit = await tip();
        return commit === undefined ? [] : filesAt(commit, `${target}/${chain}`, ENTRY);
      }),
    append: async (entry, bodies) => turn(async () => append(entry, bodies)),
    body: async (hash) =>
      turn(async () => {
        // A body never changes: one that was fetched with the chain is not asked for again.
        const path = `${target}/bodies/${hash}.json`;
        const fetched = await fileAt(ref, path);
        if (fetched !== undefined) return fetched;
        const commit = await tip();
        return commit === undefined ? undefined : fileAt(commit, path);
      }),
    attestations: async () =>
      turn(async () => {
        const commit = await tip();
        return commit === undefined ? [] : filesAt(commit, `${target}/attestations`, /\.jsonl?$/);
      }),
    erase: async (hashes) =>
      turn(async () => {
        for (let tries = 1; tries <= MOST_TRIES; tries++) {
          const parent = await tip();
          if (parent === undefined) return;
          const gone = new Map(hashes.map((hash) => [`${target}/bodies/${hash}.json`, null]));
          const commit = await commitWith(parent, gone, message);
          if ((await advance(commit, parent)) === 'moved') continue;
          // the clone's own copy of the ref must not hold them either
          await tip();
          return;
        }
        throw new LedgerFailure('the ledger moved again and again: nothing was erased');
      }),
  };
}

/** Each try sees what others have appended since the last one: so many at the same moment are not one run's targets. */
const MOST_TRIES = 20;

const ENTRY = /\/\d{6}\.json$/;

function filesOf(target: string, entry: Entry, bodies: ReadonlyMap<string, JsonObject>): ReadonlyMap<string, string> {
  const name = `${target}/${entry.chain}/${String(entry.sequence).padStart(6, '0')}.json`;
  const kept = [...bodies].map(([hash, body]) => [`${target}/bodies/${hash}.json`, `${sortedJson(body)}\n`] as const);
  return new Map([...kept, [name, entryText(entry)]]);
}

function sequenceOf(path: string | undefined): number {
  const name = path?.split('/').at(-1);
  return name === undefined ? 0 : Number(name.slice(0, 6));
}
