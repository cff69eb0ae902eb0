/** What the message of a commit says: text that anybody can type. */
export interface Claims {
  readonly coAuthors: readonly { readonly name: string; readonly email: string }[];
  /** Number of a pull request. */
  readonly pullRequest?: number;
  /** Hashes of commits that this one says it takes back. */
  readonly reverts: readonly string[];
}

const CO_AUTHOR = /^co-authored-by:[ \t]*([^<\n]*?)[ \t]*<([^>\n]*)>[ \t]*$/gim;
const REVERTS = /^This reverts commit ([0-9a-f]{7,64})\b/gim;
/** How GitHub and Azure DevOps name a pull request: of a merge, at the end of a squashed subject, in a trailer. */
const PULL_REQUEST: readonly RegExp[] = [
  /^Merge pull request #(\d{1,9})\b/,
  /^Merged PR (\d{1,9}):/,
  /\(#(\d{1,9})\)\s*$/,
];
const PULL_REQUEST_TRAILER = /^(?:pull-request|pr|reviewed-on):.*?(?:#|\/)(\d{1,9})\s*$/im;

/** Reads the claims of a commit's message. */
export function claimsIn(message: string): Claims {
  const subject = message.split('\n', 1)[0] ?? '';
  const number =
    PULL_REQUEST.map((pattern) => pattern.exec(subject)?.[1]).find((found) => found !== undefined) ??
    PULL_REQUEST_TRAILER.exec(message)?.[1];
  return {
    coAuthors: [...message.matchAll(CO_AUTHOR)].map(([, name = '', email = '']) => ({ name, email })),
    ...(number === undefined ? {} : { pullRequest: Number(number) }),
    reverts: [...message.matchAll(REVERTS)].flatMap(([, hash]) => (hash === undefined ? [] : [hash])),
  };
}
