import { createHash } from 'node:crypto';

/** One line of `allowed_signers`: a key, and whose it is. */
export interface Signer {
  readonly line: number;
  /** As they are written. */
  readonly principals: readonly string[];
  readonly keyType: string;
  /** As OpenSSH prints it: `SHA256:` and base64 without padding. */
  readonly fingerprint: string;
}

export interface Signers {
  readonly signers: readonly Signer[];
  /** Lines that let nobody approve, and why. */
  readonly problems: readonly { readonly line: number; readonly message: string }[];
}

/** Types that `ssh-keygen -Y sign` can sign with (OpenSSH 9.2). DSA is left out: OpenSSH does not sign with it any more. */
const KEY_TYPES = new Set([
  'ssh-ed25519',
  'ssh-rsa',
  'ecdsa-sha2-nistp256',
  'ecdsa-sha2-nistp384',
  'ecdsa-sha2-nistp521',
  'sk-ssh-ed25519@openssh.com',
  'sk-ecdsa-sha2-nistp256@openssh.com',
]);

/** A login of GitHub; no pattern, so that a line names people and not kinds of them. */
const LOGIN = /^[A-Za-z0-9][A-Za-z0-9_-]*$/;

/**
 * Reads `.github/allowed_signers` (format: ssh-keygen(1), "ALLOWED SIGNERS", OpenSSH 9.2). Stricter than OpenSSH: a
 * principal is a login, never a pattern, and a certificate authority is no signer: who approved must be one person.
 */
export function readSigners(text: string): Signers {
  const signers: Signer[] = [];
  const problems: { readonly line: number; readonly message: string }[] = [];
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    const content = raw.trim();
    if (content === '' || content.startsWith('#')) continue;
    const read = readLine(content);
    if (typeof read === 'string') problems.push({ line: index + 1, message: read });
    else signers.push({ line: index + 1, ...read });
  }
  return { signers, problems };
}

/** The fingerprint of a public key as OpenSSH writes it: `ssh-ed25519 AAAA... comment`; undefined for other text. */
export function publicKeyOf(text: string): Pick<Signer, 'keyType' | 'fingerprint'> | undefined {
  const [keyType = '', blob = ''] = text.trim().split(/\s+/);
  return keyOf(keyType, blob);
}

/** All principals that a key has, in lower case: it is one person whatever name they sign with. */
export function peopleOf({ signers }: Signers, fingerprint: string): ReadonlySet<string> {
  const lines = signers.filter((signer) => signer.fingerprint === fingerprint);
  return new Set(lines.flatMap(({ principals }) => principals.map((name) => name.toLowerCase())));
}

function readLine(content: string): Omit<Signer, 'line'> | string {
  const [names = '', ...rest] = fieldsOf(content);
  const at = rest.findIndex((field) => KEY_TYPES.has(field));
  const options = rest.slice(0, Math.max(at, 0)).join(',');
  if (at === -1 || at > 1) return 'expected a login, a type of key such as ssh-ed25519, and the key';
  if (/(?:^|,)cert-authority(?:,|$)/i.test(options))
    return 'a certificate authority is no signer here: name each person with a key';
  const principals = names.replace(/^"(.*)"$/, '$1').split(',');
  const pattern = principals.find((name) => !LOGIN.test(name));
  if (pattern !== undefined) return `${JSON.stringify(pattern)} is no login of GitHub: a line names one person`;
  const key = keyOf(rest[at] ?? '', rest[at + 1] ?? '');
  return key === undefined ? 'the key is not one of its type: was it cut short?' : { principals, ...key };
}

/** Fields are separated by blanks, except within double quotes. */
function fieldsOf(content: string): readonly string[] {
  return content.match(/(?:[^\s"]|"[^"]*")+/g) ?? [];
}

function keyOf(keyType: string, blob: string): Pick<Signer, 'keyType' | 'fingerprint'> | undefined {
  if (!KEY_TYPES.has(keyType) || !/^[A-Za-z0-9+/]+={0,2}$/.test(blob)) return undefined;
  const bytes = Buffer.from(blob, 'base64');
  if (!wholeBlob(bytes) || bytes.toString('latin1', 4, 4 + bytes.readUInt32BE(0)) !== keyType) return undefined;
  const digest = createHash('sha256').update(bytes).digest('base64').replace(/=+$/, '');
  return { keyType, fingerprint: `SHA256:${digest}` };
}

/** A key is a list of texts, each with its length before it (RFC 4253, 6.6): the first is its type. */
function wholeBlob(bytes: Buffer): boolean {
  let [at, parts] = [0, 0];
  while (at + 4 <= bytes.length) {
    at += 4 + bytes.readUInt32BE(at);
    parts++;
  }
  return at === bytes.length && parts >= 2;
}
