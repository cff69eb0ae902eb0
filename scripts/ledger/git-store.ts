import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { sortedJson } from '../../src/json';
import type { JsonObject } from '../../src/json';
import type { Entry, EntryText, LedgerStore } from '../../src/ledger';
import { readObjects } from '../git/blobs';
import { runGit } from '../git/git';
import { entryText, LedgerFailure } from './ledger-failure';

export interface GitPlace {
  /** Folder of the clone. */
  readonly folder: string;
  /** Full name of the ref: `refs/sentinel/ledger`. */
  readonly ref: string;
  /** Remote that keeps it; absent for a ledger that stays in this clone. */
  readonly remote?: string;
}

/**
 * A ledger in a ref of its own, beside the branches: the same files as in a folder, one commit an entry. An append is a
 * fast-forward: of two writers one is refused, so that the push is the lock too. A push whose answer was lost is looked
 * up before it is believed to have failed.
 */
export function gitStore(place: GitPlace, target: string): LedgerStore {
  const { folder, ref, remote } = place;
  const git = async (args: readonly string[], more: { readonly input?: string; readonly index?: string } = {}) => {
    const answer = await runGit({
      folder,
      args,
      ...(more.input === undefined ? {} : { input: more.input }),
      env: { ...AUTHOR, ...(more.index === undefined ? {} : { GIT_INDEX_FILE: more.index }) },
    });
    return { ...answer, text: answer.stdout.toString('utf8').trim() };
  };
  const must = async (args: readonly string[], more: Parameters<typeof git>[1] = {}): Promise<string> => {
    const { code, text, stderr } = await git(args, more);
    if (code === 0) return text;
    throw new LedgerFailure(`the ledger ${ref} cannot be used: git ${args[0] ?? ''}: ${firstLine(stderr)}`);
  };

  /** The commit that the ledger is at, fetched where there is a remote. */
  const tip = async (): Promise<string | undefined> => {
    if (remote !== undefined) {
      const listed = await must(['ls-remote', remote, ref]);
      const commit = listed.split(/\s/)[0];
      if (commit === undefined || commit === '') return undefined;
      await must(['fetch', '--quiet', '--no-tags', remote, `+${ref}:${ref}`]);
      return commit;
    }
    const { code, text } = await git(['rev-parse', '--verify', '--quiet', ref]);
    return code === 0 ? text : undefined;
  };

  /** Files of a folder, by name, with the hashes of their texts. */
  const namesAt = async (
    commit: string,
    path: string,
    pattern = ENTRY,
  ): Promise<readonly (readonly [name: string, hash: string])[]> => {
    const all = (await must(['ls-tree', '-z', commit, `${path}/`])).split('\0');
    return all
      .map((line): readonly [string, string] => {
        // `<mode> <type> <hash>\t<path>`
        const tab = line.indexOf('\t');
        return [line.slice(tab + 1), line.slice(0, tab).split(' ')[2] ?? ''];
      })
      .filter(([name]) => pattern.test(name))
      .toSorted(([a], [b]) => (a < b ? -1 : 1));
  };

  /** The same with their texts, in one process however many there are. */
  const filesAt = async (commit: string, path: string, pattern = ENTRY): Promise<readonly EntryText[]> => {
    const names = await namesAt(commit, path, pattern);
    const texts = await readObjects(
      folder,
      names.map(([, hash]) => hash),
    );
    return names.map(([name, hash]) => {
      const text = texts.text(hash);
      if (text === undefined) {
        throw new LedgerFailure(`the ledger ${ref} cannot be used: git cat-file: ${commit}:${name} is not there`);
      }
      return { path: `${ref}:${name}`, text: text.trim() };
    });
  };

  const commitWith = async (parent: string | undefined, files: ReadonlyMap<string, string | null>): Promise<string> => {
    const index = join(tmpdir(), `sentinel-ledger-${randomUUID()}`);
    try {
      if (parent !== undefined) await must(['read-tree', parent], { index });
      const lines: string[] = [];
      for (const [path, text] of files) {
        // a mode of 0 takes a file away
        if (text === null) lines.push(`0 ${'0'.repeat(40)}\t${path}`);
        else lines.push(`100644 ${await must(['hash-object', '-w', '--stdin'], { input: text })}\t${path}`);
      }
      await must(['update-index', '--add', '--index-info'], { input: `${lines.join('\n')}\n`, index });
      const tree = await must(['write-tree'], { index });
      const parents = parent === undefined ? [] : ['-p', parent];
      return await must(['commit-tree', tree, ...parents, '-m', `ledger: ${target}`]);
    } finally {
      await rm(index, { force: true });
    }
  };

  const append: LedgerStore['append'] = async (entry, bodies) => {
    // Other targets have their entries in the same ref: that theirs came between is no reason to give up.
    for (let tries = 1; ; tries++) {
      const parent = await tip();
      const [last] = parent === undefined ? [] : ((await namesAt(parent, `${target}/${entry.chain}`)).at(-1) ?? []);
      if (sequenceOf(last) + 1 !== entry.sequence) return 'moved';
      const commit = await commitWith(parent, filesOf(target, entry, bodies));
      if (remote === undefined) {
        const { code } = await git(['update-ref', ref, commit, parent ?? '0'.repeat(40)]);
        if (code === 0) return 'appended';
        if (tries === MOST_TRIES) return 'moved';
        continue;
      }
      const { code } = await git(['push', '--quiet', remote, `${commit}:${ref}`]);
      if (code === 0) return 'appended';
      const now = await tip();
      if (now === undefined) throw new LedgerFailure(`the ledger cannot be pushed to ${remote}`);
      const { code: inside } = await git(['merge-base', '--is-ancestor', commit, now]);
      if (inside === 0) return 'appended';
      if (now === parent) throw new LedgerFailure(`the ledger cannot be pushed to ${remote}: the push is refused`);
      if (tries === MOST_TRIES) return 'moved';
    }
  };

  // Targets of one run share a clone: git locks the ref, and a fetch that meets the lock fails.
  const turn = turnsOf(`${folder}\0${ref}`);
  return {
    place: remote === undefined ? ref : `${remote} ${ref}`,
    read: async (chain) =>
      turn(async () => {
        const commit = await tip();
        return commit === undefined ? [] : filesAt(commit, `${target}/${chain}`);
      }),
    append: async (entry, bodies) => turn(async () => append(entry, bodies)),
    body: async (hash) =>
      turn(async () => {
        // A body never changes: one that was fetched with the chain is not asked for again.
        const fetched = await git(['show', `${ref}:${target}/bodies/${hash}.json`]);
        if (fetched.code === 0) return fetched.text;
        const commit = await tip();
        if (commit === undefined) return undefined;
        const { code, text } = await git(['show', `${commit}:${target}/bodies/${hash}.json`]);
        return code === 0 ? text : undefined;
      }),
    attestations: async () =>
      turn(async () => {
        const commit = await tip();
        return commit === undefined ? [] : filesAt(commit, `${target}/attestations`, /\.jsonl?$/);
      }),
    erase: async (hashes) =>
      turn(async () => {
        const parent = await tip();
        if (parent === undefined) return;
        const commit = await commitWith(parent, new Map(hashes.map((hash) => [`${target}/bodies/${hash}.json`, null])));
        const args =
          remote === undefined ? ['update-ref', ref, commit, parent] : ['push', '--quiet', remote, `${commit}:${ref}`];
        await must(args);
        if (remote !== undefined) await must(['update-ref', ref, commit]);
      }),
  };
}

/** Each try sees what others have appended since the last one: so many at the same moment are not one run's targets. */
const MOST_TRIES = 20;

const turns = new Map<string, Promise<unknown>>();

/** One at a time for each ledger of this process, in the order of asking. */
function turnsOf(place: string): <T>(work: () => Promise<T>) => Promise<T> {
  return async (work) => {
    const before = turns.get(place) ?? Promise.resolve();
    const mine = before.then(work, work);
    turns.set(
      place,
      mine.catch(() => undefined),
    );
    return mine;
  };
}

const ENTRY = /\/\d{6}\.json$/;

/** Who the records are of is in the records: the commits need a name, not a person's. */
const AUTHOR = {
  GIT_AUTHOR_NAME: 'sentinel-rules',
  GIT_AUTHOR_EMAIL: 'ledger@sentinel-rules.invalid',
  GIT_COMMITTER_NAME: 'sentinel-rules',
  GIT_COMMITTER_EMAIL: 'ledger@sentinel-rules.invalid',
};

function filesOf(target: string, entry: Entry, bodies: ReadonlyMap<string, JsonObject>): ReadonlyMap<string, string> {
  const name = `${target}/${entry.chain}/${String(entry.sequence).padStart(6, '0')}.json`;
  const kept = [...bodies].map(([hash, body]) => [`${target}/bodies/${hash}.json`, `${sortedJson(body)}\n`] as const);
  return new Map([...kept, [name, entryText(entry)]]);
}

function sequenceOf(path: string | undefined): number {
  const name = path?.split('/').at(-1);
  return name === undefined ? 0 : Number(name.slice(0, 6));
}

function firstLine(text: string): string {
  return text.trim().split('\n')[0] ?? '';
}
