import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { APPROVAL_NAMESPACE, publicKeyOf, readSigners } from '../../src/approval';
import { UsageError } from '../command';
import type { Io } from '../command';
import { runGit } from '../git/git';
import { SIGNERS_FILE } from './signers-at';
import { publicHalf } from './ssh-keygen';

/** The key that a person signs with, and who the list says they are. */
export interface OwnKey {
  /** What `ssh-keygen -f` is given. */
  readonly path: string;
  readonly approver: string;
}

export interface WhichKey {
  /** The file that was named. */
  readonly key: string | undefined;
  /** The login that was named, of a key that has several. */
  readonly as: string | undefined;
  /** Text of `.github/allowed_signers`. */
  readonly signers: string;
}

/** Names that OpenSSH gives to keys, those in hardware first. */
const DEFAULT_KEYS = ['id_ed25519_sk', 'id_ecdsa_sk', 'id_ed25519', 'id_ecdsa', 'id_rsa'];

/**
 * Finds the key: the one that was named; else the one that git signs with, else the first of `~/.ssh` that the list
 * knows. Throws a UsageError that says what to add to the list, or an SshFailure for a key that cannot be read.
 */
export async function ownKey(io: Pick<Io, 'cwd' | 'env'>, { key, as, signers }: WhichKey): Promise<OwnKey> {
  const list = readSigners(signers);
  const candidates = key === undefined ? await usualKeys(io) : [resolve(io.cwd, key)];
  let unknown: string | undefined;
  for (const path of candidates) {
    const text = await publicText(path, key !== undefined);
    const found = text === undefined ? undefined : publicKeyOf(text);
    if (text === undefined || found === undefined) continue;
    const names = list.signers.flatMap((one) => (one.fingerprint === found.fingerprint ? one.principals : []));
    const approver = as === undefined ? names[0] : names.find((name) => name.toLowerCase() === as.toLowerCase());
    if (approver !== undefined && (as !== undefined || new Set(names).size === 1)) return { path, approver };
    if (approver !== undefined)
      throw new UsageError(`the key has several names (${names.join(', ')}): say which, --as`);
    unknown ??= text.trim().split(/\s+/).slice(0, 2).join(' ');
  }
  if (unknown === undefined) {
    throw new UsageError(
      key === undefined
        ? 'no SSH key was found: name one with --key (a private key, or a public one whose private half an agent has)'
        : `${key} is no SSH key`,
    );
  }
  throw new UsageError(
    `the commit's ${SIGNERS_FILE} does not have this key${as === undefined ? '' : ` for ${as}`}. A line for it, to be reviewed and merged like anything else:\n` +
      `  ${as ?? '<login>'} namespaces="${APPROVAL_NAMESPACE}" ${unknown}`,
  );
}

async function usualKeys({ cwd, env }: Pick<Io, 'cwd' | 'env'>): Promise<readonly string[]> {
  const home = env['HOME'] ?? env['USERPROFILE'] ?? '';
  const { code, stdout } = await runGit({ folder: cwd, args: ['config', 'user.signingkey'] });
  const configured = code === 0 ? stdout.toString('utf8').trim() : '';
  const keys = DEFAULT_KEYS.map((name) => join(home, '.ssh', name));
  return [...(configured === '' ? [] : [configured.replace(/^~(?=[\\/])/, home)]), ...keys].filter((path) =>
    existsSync(path),
  );
}

/** The public key in one line: the file itself, the one beside it, or what OpenSSH makes of it. */
async function publicText(path: string, named: boolean): Promise<string | undefined> {
  for (const file of [path, `${path}.pub`]) {
    const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
    if (publicKeyOf(text) !== undefined) return text;
  }
  return named ? publicHalf(path) : undefined;
}
