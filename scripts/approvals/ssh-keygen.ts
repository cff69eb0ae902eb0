import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What OpenSSH's program answered. */
interface Answer {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** OpenSSH is not there, or will not do it. Its message is OpenSSH's own, or ours. */
export class SshFailure extends Error {
  override readonly name = 'SshFailure';
}

/** A person may have to touch a key or type a passphrase. */
const SIGN_MS = 180_000;
const VERIFY_MS = 30_000;

interface Call {
  readonly args: readonly string[];
  readonly input: string;
  readonly timeout: number;
  /** What it says meanwhile: "Confirm user presence for key". */
  readonly onWords?: (text: string) => void;
}

function sshKeygen({ args, input, timeout, onWords }: Call): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const child = spawn('ssh-keygen', [...args], {
      // times in `allowed_signers` without a zone are UTC, on every machine
      env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' },
      stdio: ['pipe', 'pipe', 'pipe'],
      timeout,
    });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString('utf8')));
    child.stderr.on('data', (chunk: Buffer) => {
      stderr += chunk.toString('utf8');
      onWords?.(chunk.toString('utf8'));
    });
    child.on('error', () => reject(new SshFailure('ssh-keygen cannot be started: install OpenSSH 8.2 or newer')));
    child.on('close', (code) => resolve({ code: code ?? -1, stdout, stderr }));
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}

export interface Signing {
  /** A private key, or a public one whose private half an agent has. */
  readonly key: string;
  readonly namespace: string;
  readonly text: string;
  readonly onWords: (text: string) => void;
}

/** An armoured signature (`-Y sign`) over exactly the text. Rejects with an SshFailure. */
export async function signText({ key, namespace, text, onWords }: Signing): Promise<string> {
  const args = ['-Y', 'sign', '-f', key, '-n', namespace];
  const { code, stdout, stderr } = await sshKeygen({ args, input: text, timeout: SIGN_MS, onWords });
  if (code === 0 && stdout.startsWith('-----BEGIN SSH SIGNATURE-----')) return stdout;
  throw new SshFailure(`ssh-keygen did not sign with ${key}: ${lastLine(stderr)}`);
}

/** The public half of a private key, in one line. Rejects with an SshFailure. */
export async function publicHalf(key: string): Promise<string> {
  const { code, stdout, stderr } = await sshKeygen({ args: ['-y', '-f', key], input: '', timeout: SIGN_MS });
  if (code === 0) return stdout;
  throw new SshFailure(`ssh-keygen cannot read the key ${key}: ${lastLine(stderr)}`);
}

export interface Verifying {
  /** Text of `allowed_signers`. */
  readonly signers: string;
  readonly principal: string;
  readonly namespace: string;
  readonly text: string;
  readonly signature: string;
  /** The moment at which keys must be valid. */
  readonly at: Date;
}

export type Verified =
  | { readonly kind: 'good'; /** Of the key that signed. */ readonly fingerprint: string }
  | { readonly kind: 'bad'; readonly why: string };

/** Whether a key of the principal signed exactly the text (`-Y verify`). Rejects with an SshFailure without OpenSSH. */
export async function verifyText(asked: Verifying): Promise<Verified> {
  const { signers, principal, namespace, text, signature, at } = asked;
  const folder = await mkdtemp(join(tmpdir(), 'sentinel-approval-'));
  try {
    const [allowed, sig] = [join(folder, 'allowed_signers'), join(folder, 'signature')];
    await writeFile(allowed, signers);
    await writeFile(sig, signature);
    const time = at.toISOString().replace(/\.\d+Z$|[-:T]/g, '');
    const args = ['-Y', 'verify', '-f', allowed, '-I', principal, '-n', namespace, '-s', sig];
    const call = { args: [...args, '-O', `verify-time=${time}`], input: text, timeout: VERIFY_MS };
    const { code, stdout, stderr } = await sshKeygen(call);
    const fingerprint = /key (SHA256:[A-Za-z0-9+/]+)\s*$/.exec(stdout)?.[1];
    if (code === 0 && fingerprint !== undefined) return { kind: 'good', fingerprint };
    return { kind: 'bad', why: whyOf(stderr, principal) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** OpenSSH's words in those of a person who did nothing wrong knowingly. Of a key that it does not know it says nothing. */
function whyOf(stderr: string, principal: string): string {
  if (/incorrect signature/i.test(stderr)) return 'its signature is not of this text: one of them was changed';
  if (/namespace does not match/i.test(stderr)) return 'its signature was made for another purpose';
  if (/parse signature|armor/i.test(stderr)) return 'its signature is none of OpenSSH';
  const about = /^\S+:(\d+): (key .*)$/m.exec(stderr);
  return about === null
    ? `its key is none that .github/allowed_signers has for ${principal}`
    : `line ${about[1] ?? ''} of .github/allowed_signers: ${about[2] ?? ''}`;
}

function lastLine(words: string): string {
  return words.trim().split('\n').at(-1)?.trim() ?? '';
}
