/**
 * What the platform that ran a deployment said of it, in the platform's words: states, accounts and times as they were
 * answered, judged by nobody yet. Read once, at deploy time: pull requests can be edited and runs expire.
 */
export interface PlatformRecord {
  readonly name: 'github';
  /** When it was asked, ISO 8601. */
  readonly at: string;
  readonly api: string;
  /** owner/name */
  readonly repository: string;
  readonly run?: PlatformRun;
  readonly approvals: readonly RunApproval[];
  /** Since the commit that was deployed last. */
  readonly commits: readonly PlatformCommit[];
  readonly pullRequests: readonly PullRequest[];
  /** Rules in force for the branch, as they were told. */
  readonly protection: readonly object[];
  /** What could not be read, and why: an auditor must not take silence for "none". */
  readonly missing: readonly string[];
}

export interface PlatformRun {
  readonly id: number;
  readonly attempt: number;
  readonly event: string;
  readonly workflow: string;
  readonly commit: string;
  readonly actor: string | null;
  /** Who started this attempt. */
  readonly starter: string | null;
}

/** Somebody let a run into a protected environment, or kept it out. */
export interface RunApproval {
  readonly state: string;
  readonly user: string | null;
  readonly environments: readonly string[];
  readonly comment?: string;
}

/** Accounts are the platform's guess from an e-mail address that anyone can type, unless the signature holds. */
export interface PlatformCommit {
  readonly commit: string;
  readonly author: string | null;
  readonly committer: string | null;
  /** `valid`, or the platform's reason why it is not. */
  readonly signature: string;
  readonly pullRequests: readonly number[];
}

export interface PullRequest {
  readonly number: number;
  readonly author: string | null;
  readonly merger: string | null;
  readonly merged: string | null;
  /** Last commit of its branch. */
  readonly head: string;
  /** The commit that it became. */
  readonly merge: string | null;
  readonly base: string;
  /** Who pushed the last commit; null if the platform does not say. */
  readonly pusher: string | null;
  readonly reviews: readonly Review[];
}

export interface Review {
  readonly user: string | null;
  readonly state: string;
  /** The commit that they saw. */
  readonly commit: string | null;
  readonly at: string | null;
}
