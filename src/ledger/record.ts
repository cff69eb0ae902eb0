import type { PlatformRecord } from './platform';

/** What is written down about a target, in two chains of their own. */
export type ChainName = 'deployments' | 'observations';

/** Who ran a command, as far as the machine said: a claim, not a proof. */
export interface Actor {
  readonly name: string;
  /** Address of the run, where a platform ran it. */
  readonly run?: string;
}

/** The workspace as the service itself reports it. */
export interface WorkspaceIdentity {
  readonly cloud: string;
  readonly tenantId: string | null;
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  readonly workspace: string;
  /** The GUID of the Log Analytics workspace; null where it could not be read. */
  readonly workspaceGuid: string | null;
}

/** A resource, by its type and the last segment of its id. */
export interface Subject {
  readonly type: string;
  readonly id: string;
}

/** A body: what it means, and where it is kept. */
export interface BodyRef {
  /** Of the canonical form. */
  readonly hash: string;
  /** Of the body itself, which is kept under it. */
  readonly body: string;
}

/** One write that a deployment means to do. */
export interface BegunAction extends Subject {
  readonly title: string;
  readonly action: string;
  /** What is sent; null where something is taken away. */
  readonly desired: BodyRef | null;
  /** What the plan saw; null where there was nothing. */
  readonly seen: (BodyRef & { readonly etag?: string }) | null;
  /** Hash of the tests that stood beside the rule. */
  readonly tests?: string;
}

/** Somebody let a plan pass its guards. */
export interface Override {
  readonly asker: string;
  readonly approver: string;
  readonly plan: string;
  readonly reason: string;
  /** ISO 8601, UTC. */
  readonly expires: string;
}

/** Somebody signed that the plan may be carried out: the text and its signature, so that anybody can verify them again. */
export interface SignedApproval {
  /** A principal of `.github/allowed_signers` of the commit. */
  readonly approver: string;
  /** Of the key, as OpenSSH prints it. */
  readonly fingerprint: string;
  readonly statement: string;
  readonly signature: string;
}

/** Written before the first write: what is about to be done. */
export interface BeginRecord {
  readonly kind: 'begin';
  readonly at: string;
  readonly plan: string;
  readonly expires: string;
  readonly commit: string | null;
  readonly tool: { readonly name: string; readonly version: string; readonly build: string };
  readonly actor: Actor;
  readonly workspace: WorkspaceIdentity;
  /** The guards in force. */
  readonly guards: Readonly<Record<string, unknown>>;
  readonly actions: readonly BegunAction[];
  readonly override?: Override;
  /** A rollback: the deployment whose state it restores. */
  readonly restores?: string;
  /** Hash of the last observation there was: what anchors this entry anchors that chain too, up to there. */
  readonly observed?: string;
  readonly platform?: PlatformRecord;
  /** Approvals whose signatures held when it began; whose they are is judged by nobody yet. */
  readonly signed?: readonly SignedApproval[];
}

/** What became of one write. `unknown` is said where it is not known, never guessed. */
export interface WrittenAction extends Subject {
  readonly action: string;
  readonly outcome: 'applied' | 'not applied' | 'unknown';
  /** Live afterwards, as the service returned it; null if nothing is there. */
  readonly live?: (BodyRef & { readonly etag?: string }) | null;
  readonly tests?: string;
  /** The service's own Date header and request id of the write. */
  readonly date?: string;
  readonly requestId?: string;
  /** What the platform's own logs call the write. */
  readonly correlationId?: string;
  readonly message?: string;
}

/** Written after the last write, or by whoever finds a `begin` whose run is gone. */
export interface EndRecord {
  readonly kind: 'end';
  readonly at: string;
  /** Hash of the entry that began. */
  readonly begin: string;
  readonly result: 'complete' | 'incomplete';
  /** Not by the run that began: told from a fresh list. */
  readonly recovered?: boolean;
  readonly actor: Actor;
  readonly actions: readonly WrittenAction[];
}

/** A change outside of the pipeline that somebody answers for. */
export interface RatificationRecord {
  readonly kind: 'ratification';
  readonly at: string;
  readonly actor: Actor;
  readonly subject: Subject;
  /** Canonical hash of what is accepted; null if it is that nothing is there. */
  readonly hash: string | null;
  readonly body?: string;
  readonly reason: string;
  /** Who made the change, where it is accounted for, and the second person who agreed: claims. */
  readonly by?: string;
  readonly ticket?: string;
  readonly second?: string;
  /** The write in a log of the platform that this is about. */
  readonly event?: { readonly at?: string; readonly correlationId?: string };
}

/** Bodies that were taken out of the ledger, as the law may demand: their hashes stay, so the chains stay whole. */
export interface ErasureRecord {
  readonly kind: 'erasure';
  readonly at: string;
  readonly actor: Actor;
  readonly bodies: readonly string[];
  readonly by: string;
  readonly second: string;
  readonly reason: string;
}

/** Whether the target was seen to refuse a stale etag. */
export interface ProbeRecord {
  readonly kind: 'probe';
  readonly at: string;
  readonly actor: Actor;
  readonly etags: 'honoured' | 'ignored';
}

export type DeploymentRecord = BeginRecord | EndRecord | RatificationRecord | ErasureRecord | ProbeRecord;

/** One resource in a list of the whole workspace. */
export interface ObservedResource extends Subject {
  readonly title: string;
  readonly kind: string;
  readonly enabled: boolean | null;
  readonly hash: string;
  /** Hash under which the body is kept; absent in entries of before bodies were kept. */
  readonly body?: string;
  readonly etag?: string;
  readonly owner: 'ours' | 'not ours';
}

/** A whole list, rules that are not ours included. */
export interface ObservationRecord {
  readonly kind: 'observation';
  readonly at: string;
  readonly source: 'deploy' | 'drift' | 'verify';
  readonly resources: readonly ObservedResource[];
}

export type LedgerRecord = DeploymentRecord | ObservationRecord;
