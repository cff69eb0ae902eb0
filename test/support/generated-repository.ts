import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRepository, gitIn, importHistory } from './git-history';
import { RULES, story } from './repository-story';
import type { StoryCommit } from './repository-story';

/** A repository of rules with a real history, in a temporary folder. */
export interface GeneratedRepository {
  readonly folder: string;
  /** Ids of the rules of the story. */
  readonly rules: typeof RULES;
  /** Hash of a commit of the story by its name. Throws for a name that it does not have. */
  hash(name: StoryCommit): string;
  git(...args: readonly string[]): string;
  dispose(): void;
}

export interface GeneratedOptions {
  /** Where; a new temporary folder unless given. */
  readonly folder?: string;
  /** Whether the last commit is signed with an SSH key made for it: then its hash is another each time. */
  readonly signed?: boolean;
}

/**
 * Writes the repository of `repository-story.ts`: creation, edits, moves, merges, reverts, squashes, CRLF, a copied id, a
 * deletion and a return, co-authors, pull requests, a broken file. Authors and dates are fixed, so hashes are too. Branches
 * besides `main` each hold one mistake.
 */
export function generateRepository({ folder, signed = false }: GeneratedOptions = {}): GeneratedRepository {
  const root = folder ?? mkdtempSync(join(tmpdir(), 'sentinel-history-'));
  createRepository(root);
  const hashes = new Map(importHistory(root, story()));
  if (signed) hashes.set('signed', signedCommit(root));
  return {
    folder: root,
    rules: RULES,
    hash: (name) => {
      const found = hashes.get(name);
      if (found === undefined) throw new Error(`the story has no commit ${name}`);
      return found;
    },
    git: (...args) => gitIn(root, args),
    dispose: () => rmSync(root, { recursive: true, force: true }),
  };
}

/** One more commit on `main`, signed; the key and the list of those who may sign stay in `.git`. */
function signedCommit(root: string): string {
  const keys = join(root, '.git', 'keys');
  mkdirSync(keys, { recursive: true });
  const key = join(keys, 'signer');
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', 'signer', '-f', key], { stdio: 'ignore' });
  const at = '2026-03-30T09:00:00Z';
  gitIn(root, ['rm', '--quiet', 'detections/network/tor-exit.yaml']);
  gitIn(
    root,
    ['-c', 'gpg.format=ssh', '-c', `user.signingkey=${key}`, 'commit', '-S', '-m', 'Take the Tor rule away'],
    {
      env: { GIT_AUTHOR_DATE: at, GIT_COMMITTER_DATE: at },
    },
  );
  return gitIn(root, ['rev-parse', 'HEAD']);
}
