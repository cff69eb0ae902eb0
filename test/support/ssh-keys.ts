import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface SshKey {
  /** File of the private key. */
  readonly path: string;
  /** Type and key, without a comment. */
  readonly line: string;
}

/** A key of OpenSSH, without a passphrase. */
export function sshKey(folder: string, name: string, type: 'ed25519' | 'ecdsa' | 'rsa' = 'ed25519'): SshKey {
  const path = join(folder, name);
  execFileSync('ssh-keygen', ['-q', '-t', type, '-N', '', '-C', name, '-f', path]);
  const line = readFileSync(`${path}.pub`, 'utf8').split(' ').slice(0, 2).join(' ');
  return { path, line };
}

/** A signature of OpenSSH over a text. */
export function sshSign(key: SshKey, text: string, namespace = 'sentinel-rules-approval'): string {
  const args = ['-q', '-Y', 'sign', '-f', key.path, '-n', namespace];
  return execFileSync('ssh-keygen', args, { input: text, encoding: 'utf8', stdio: ['pipe', 'pipe', 'ignore'] });
}
