import { claimsIn } from './claims';
import type { Claims } from './claims';

/** A person as a commit names them: whoever made the commit wrote it there. */
export interface Signatory {
  readonly name: string;
  readonly email: string;
  /** ISO 8601, UTC. */
  readonly at: string;
}

/**
 * What is known of a commit's signature. `not checked` means that there is one, and nothing here to check it with: no
 * keyring and no list of allowed signers.
 */
export type Signature = 'unsigned' | 'not checked' | 'good' | 'bad' | 'expired' | 'revoked' | 'good, signer unknown';

export interface Commit {
  readonly hash: string;
  readonly parents: readonly string[];
  readonly author: Signatory;
  readonly committer: Signatory;
  /** First line of the message. */
  readonly subject: string;
  readonly signature: Signature;
  readonly claims: Claims;
}

/** Reads a commit object as git stores it. What a hostile or old commit leaves out is empty, never an error. */
export function parseCommit(hash: string, text: string): Commit {
  const end = text.indexOf('\n\n');
  const head = end === -1 ? text : text.slice(0, end);
  const message = end === -1 ? '' : text.slice(end + 2);
  const headers = head.split('\n').map((line) => {
    const space = line.indexOf(' ');
    return [line.slice(0, space), line.slice(space + 1)] as const;
  });
  const valueOf = (name: string): string => headers.find(([key]) => key === name)?.[1] ?? '';
  const signed = headers.some(([key]) => key === 'gpgsig' || key === 'gpgsig-sha256');
  return {
    hash,
    parents: headers.flatMap(([key, value]) => (key === 'parent' ? [value] : [])),
    author: signatoryOf(valueOf('author')),
    committer: signatoryOf(valueOf('committer')),
    subject: message.split('\n', 1)[0] ?? '',
    signature: signed ? 'not checked' : 'unsigned',
    claims: claimsIn(message),
  };
}

/** `Name <mail> seconds zone` */
function signatoryOf(text: string): Signatory {
  const found = /^(.*?) ?<([^>]*)> (-?\d+) [+-]\d{4}$/.exec(text);
  const [, name = text, email = '', seconds = '0'] = found ?? [];
  const time = new Date(Number(seconds) * 1000);
  // a commit may carry any number; a date has an end
  return { name, email, at: Number.isNaN(time.getTime()) ? '' : time.toISOString().replace('.000Z', 'Z') };
}

/** What git says of a signature (`%G?`), as a status. Letters: git-log(1), PRETTY FORMATS, of git 2.39. */
export function signatureOf(letter: string): Signature {
  switch (letter) {
    case 'G':
      return 'good';
    case 'U':
      return 'good, signer unknown';
    case 'B':
      return 'bad';
    case 'X':
    case 'Y':
      return 'expired';
    case 'R':
      return 'revoked';
    default:
      return 'not checked';
  }
}
