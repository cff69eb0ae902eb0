import type { JsonObject } from '../../json';
import type { ChainName, EntryText } from '../../ledger';
import type { Resource } from '../../state';

/** All that a ledger is held against. What is absent is said to be unproven. */
export interface Evidence {
  readonly target: string;
  /** When it is looked at: ISO 8601. */
  readonly now: string;
  readonly texts: Readonly<Record<ChainName, readonly EntryText[]>>;
  /** Bodies by the hash under which they are kept; null for a text that is not what its hash says. */
  readonly bodies: ReadonlyMap<string, JsonObject | null>;
  /** What this clone knows of each commit that was deployed. */
  readonly commits?: ReadonlyMap<string, CommitState>;
  /** What the same build of the tool makes of a deployment's commit, by the hash of its entry. */
  readonly recompiled?: ReadonlyMap<string, Recompiled>;
  readonly workspace?: LiveWorkspace;
  readonly attestations?: readonly Attested[];
}

export type CommitState = 'held' | 'on no branch' | 'missing';

/** What a workspace says now. */
export interface LiveWorkspace {
  readonly name: string;
  /** The entry that its metadata names. */
  readonly anchor: string | undefined;
  /** Every rule; absent where only the anchor was read. */
  readonly live?: readonly Resource[];
}

/** A statement from outside of the ledger that names entries of it. */
export interface Attested {
  /** File that holds it. */
  readonly path: string;
  /** The hashes that it names, lower-case hex. */
  readonly digests: readonly string[];
  /** Who signed, as the certificate says. */
  readonly signer: string;
  /** Why it proves nothing: the signature does not hold, nobody vouches for the certificate. */
  readonly problem?: string;
}

/** What the same build makes of a commit: canonical hashes by resource; or why it was not asked. */
export type Recompiled =
  | { readonly kind: 'made'; readonly hashes: ReadonlyMap<string, string> }
  | { readonly kind: 'not made'; readonly why: string };
