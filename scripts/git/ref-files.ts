import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readObjects } from './blobs';
import { runGit } from './git';

export interface RefPlace {
  /** Folder of the clone. */
  readonly folder: string;
  /** Full name of the ref: `refs/sentinel/ledger`. */
  readonly ref: string;
  /** Remote that keeps it; absent for one that stays in this clone. */
  readonly remote?: string;
}

export interface RefFile {
  /** `refs/sentinel/ledger:prod/deployments/000001.json`. */
  readonly path: string;
  readonly text: string;
}

/** Files that are kept in a ref beside the branches: no work tree and no branch is touched. */
export interface RefFiles {
  /** The commit that the ref is at, fetched where there is a remote; undefined for a ref that is not there. */
  tip(): Promise<string | undefined>;
  /** The names of a folder's files that match, in order. */
  namesAt(commit: string, folder: string, pattern: RegExp): Promise<readonly string[]>;
  /** The same with their texts, in one process however many there are. */
  filesAt(commit: string, folder: string, pattern: RegExp): Promise<readonly RefFile[]>;
  /** The text of a file; undefined if there is none. `commit` is a commit, or the ref as it was fetched last. */
  fileAt(commit: string, path: string): Promise<string | undefined>;
  /** A commit with other files over those of its parent; a text of null takes a file away. */
  commitWith(parent: string | undefined, files: ReadonlyMap<string, string | null>, message: string): Promise<string>;
  /** A fast-forward. `moved`: the ref is not at `parent` any more. A push whose answer was lost is looked up first. */
  advance(commit: string, parent: string | undefined): Promise<'done' | 'moved'>;
  /** One at a time for each ref of this process, in the order of asking: git locks a ref, and a fetch that meets the lock fails. */
  turn<T>(work: () => Promise<T>): Promise<T>;
}

/** Whose files these are, for messages, and the error that says that they cannot be used. */
export interface RefOwner {
  /** `the ledger`. */
  readonly name: string;
  failure(message: string): Error;
}

export function refFiles({ folder, ref, remote }: RefPlace, { name, failure }: RefOwner): RefFiles {
  const git = async (args: readonly string[], more: { readonly input?: string; readonly index?: string } = {}) => {
    const answer = await runGit({
      folder,
      args,
      ...(more.input === undefined ? {} : { input: more.input }),
      env: { ...AUTHOR, ...(more.index === undefined ? {} : { GIT_INDEX_FILE: more.index }) },
    });
    return { ...answer, text: answer.stdout.toString('utf8') };
  };
  const must = async (args: readonly string[], more: Parameters<typeof git>[1] = {}): Promise<string> => {
    const { code, text, stderr } = await git(args, more);
    if (code === 0) return text.trim();
    throw failure(`${name} ${ref} cannot be used: git ${args[0] ?? ''}: ${stderr.trim().split('\n')[0] ?? ''}`);
  };

  const tip = async (): Promise<string | undefined> => {
    if (remote !== undefined) {
      const listed = await must(['ls-remote', remote, ref]);
      const commit = listed.split(/\s/)[0];
      if (commit === undefined || commit === '') return undefined;
      await must(['fetch', '--quiet', '--no-tags', remote, `+${ref}:${ref}`]);
      return commit;
    }
    const { code, text } = await git(['rev-parse', '--verify', '--quiet', ref]);
    return code === 0 ? text.trim() : undefined;
  };

  const fileAt: RefFiles['fileAt'] = async (commit, path) => {
    const { code, text } = await git(['show', `${commit}:${path}`]);
    return code === 0 ? text : undefined;
  };

  const entriesAt = async (
    commit: string,
    path: string,
    pattern: RegExp,
  ): Promise<readonly (readonly [name: string, hash: string])[]> => {
    const all = (await must(['ls-tree', '-z', commit, `${path}/`])).split('\0');
    return all
      .map((line): readonly [string, string] => {
        // `<mode> <type> <hash>\t<path>`
        const tab = line.indexOf('\t');
        return [line.slice(tab + 1), line.slice(0, tab).split(' ')[2] ?? ''];
      })
      .filter(([each]) => pattern.test(each))
      .toSorted(([a], [b]) => (a < b ? -1 : 1));
  };

  return {
    tip,
    fileAt,
    namesAt: async (commit, path, pattern) => (await entriesAt(commit, path, pattern)).map(([each]) => each),
    filesAt: async (commit, path, pattern) => {
      const entries = await entriesAt(commit, path, pattern);
      const texts = await readObjects(
        folder,
        entries.map(([, hash]) => hash),
      );
      return entries.map(([each, hash]) => {
        const text = texts.text(hash);
        if (text === undefined) throw failure(`${name} ${ref} cannot be used: git cat-file: ${each} is not there`);
        return { path: `${ref}:${each}`, text };
      });
    },
    commitWith: async (parent, files, message) => {
      const index = join(tmpdir(), `sentinel-ref-${randomUUID()}`);
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
        return await must(['commit-tree', tree, ...(parent === undefined ? [] : ['-p', parent]), '-m', message]);
      } finally {
        await rm(index, { force: true });
      }
    },
    advance: async (commit, parent) => {
      if (remote === undefined) {
        const { code } = await git(['update-ref', ref, commit, parent ?? '0'.repeat(40)]);
        return code === 0 ? 'done' : 'moved';
      }
      const { code } = await git(['push', '--quiet', remote, `${commit}:${ref}`]);
      if (code === 0) return 'done';
      const now = await tip();
      if (now === undefined) throw failure(`${name} cannot be pushed to ${remote}`);
      const { code: inside } = await git(['merge-base', '--is-ancestor', commit, now]);
      if (inside === 0) return 'done';
      if (now === parent) throw failure(`${name} cannot be pushed to ${remote}: the push is refused`);
      return 'moved';
    },
    turn: turnsOf(`${folder}\0${ref}`),
  };
}

const turns = new Map<string, Promise<unknown>>();

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

/** Who the files are of is in the files: the commits need a name, not a person's. */
const AUTHOR = {
  GIT_AUTHOR_NAME: 'sentinel-rules',
  GIT_AUTHOR_EMAIL: 'ledger@sentinel-rules.invalid',
  GIT_COMMITTER_NAME: 'sentinel-rules',
  GIT_COMMITTER_EMAIL: 'ledger@sentinel-rules.invalid',
};
