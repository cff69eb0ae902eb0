import type { Coverage } from '../coverage';
import type { Severity as FindingSeverity } from '../diagnostics';
import type { Classification } from '../kql';
import type { AlertSeverity } from '../sentinel';

/** Everything that a report shows, as one value: whoever gathers it needs no HTML, whoever draws it reads no file. */
export interface ReportData {
  readonly project: ReportProject;
  readonly rules: readonly ReportRule[];
  readonly hunts: readonly ReportHunt[];
  readonly findings: readonly ReportFinding[];
  /** Rules over the ATT&CK matrix, as `coverage` has it. */
  readonly coverage: Coverage;
  readonly tables: readonly ReportTable[];
  /** Watchlists, then saved functions. */
  readonly shared: readonly ReportShared[];
  readonly targets: readonly ReportTarget[];
}

export interface ReportProject {
  readonly name: string;
  /** Hash of the commit, with `-dirty` behind it where files had changed; null outside of a repository. */
  readonly commit: string | null;
  /** When the report was made, ISO 8601, UTC. */
  readonly made: string;
  readonly tool: { readonly name: string; readonly version: string };
}

export interface ReportRule {
  /** Rule's GUID in lower case. */
  readonly id: string;
  /** Path of its file, relative to the project. */
  readonly path: string;
  /** Folder under the detections' one: `identity`; empty for a rule that lies beside the folders. */
  readonly area: string;
  readonly name: string;
  readonly description: string;
  readonly kind: 'Scheduled' | 'NRT';
  readonly severity: AlertSeverity;
  readonly enabled: boolean;
  readonly maturity: string;
  readonly version: string | undefined;
  readonly owner: string | undefined;
  readonly tactics: readonly string[];
  /** Techniques and sub-techniques: `T1059`, `T1059.001`. */
  readonly techniques: readonly string[];
  readonly schedule: readonly ReportFact[];
  readonly query: ReportQuery;
  readonly parameters: readonly ReportFact[];
  readonly exclusions: readonly ReportExclusion[];
  readonly entities: readonly ReportEntity[];
  readonly customDetails: readonly ReportFact[];
  readonly references: readonly string[];
  /** Tables that the query reads, functions unfolded; sorted. */
  readonly tables: readonly string[];
  /** Watchlists that it reads, exclusions and functions unfolded, with the columns that it reads of each. */
  readonly watchlists: readonly { readonly name: string; readonly columns: readonly string[] }[];
  /** Saved functions that it calls, also through others; sorted. */
  readonly functions: readonly string[];
  /** Connectors that the file declares. */
  readonly connectors: readonly string[];
  readonly tests: ReportTests;
  /** Newest first; empty where there is no history to read. */
  readonly history: readonly ReportVersion[];
  readonly live: readonly ReportLive[];
  /** How it runs, where somebody asked `health`. */
  readonly health: readonly ReportHealth[];
  /** Of its file. */
  readonly findings: readonly ReportFinding[];
}

/** A query that people run by hand. */
export interface ReportHunt {
  /** GUID in lower case. */
  readonly id: string;
  readonly path: string;
  readonly name: string;
  readonly description: string;
  readonly owner: string | undefined;
  readonly tactics: readonly string[];
  readonly techniques: readonly string[];
  readonly tables: readonly string[];
  readonly query: ReportQuery;
}

/** A name with its value, as people read it. */
export interface ReportFact {
  readonly name: string;
  readonly value: string;
}

export interface ReportQuery {
  readonly text: string;
  /** What each part of the text is, in order; what lies between is plain. */
  readonly parts: readonly { readonly start: number; readonly end: number; readonly kind: Classification }[];
}

export interface ReportExclusion {
  readonly name: string;
  readonly scenario: string;
  readonly where: string;
  readonly owner: string | undefined;
  /** `YYYY-MM-DD`. */
  readonly expires: string | undefined;
  /** Whole days from the day of the report; negative when past. */
  readonly daysLeft: number | undefined;
}

export interface ReportEntity {
  readonly type: string;
  readonly identifiers: readonly { readonly identifier: string; readonly column: string }[];
}

export type ReportTests =
  | { readonly kind: 'not run' }
  | { readonly kind: 'none' }
  | { readonly kind: 'cases'; readonly cases: readonly ReportCase[] };

export interface ReportCase {
  readonly name: string;
  readonly passed: boolean;
  /** Why it failed. */
  readonly problems: readonly string[];
  /** Number of alerts; undefined where the results do not say. */
  readonly alerts: number | undefined;
}

/** One commit that changed a rule. */
export interface ReportVersion {
  readonly commit: string;
  /** ISO 8601. */
  readonly at: string;
  /** Who made it, as git recorded and as its message claims. */
  readonly people: string;
  /** The commit's first line. */
  readonly subject: string;
  readonly changes: readonly ReportChange[];
  /** Where it was live, and when, by the ledgers. */
  readonly live: readonly ReportPeriod[];
}

/** When a version was in a target, and who had a hand in bringing it there. */
export interface ReportPeriod {
  readonly target: string;
  readonly state: 'live' | 'disabled' | 'deleted';
  readonly from: string;
  readonly until: string | undefined;
  /** What is not certain of it. */
  readonly doubts: readonly string[];
  readonly hands: ReportHands | undefined;
}

/** Who did and who approved a deployed change, as `audit duties` has it. */
export interface ReportHands {
  /** Who started it, and then who approved. */
  readonly people: readonly ReportPerson[];
  /** What an auditor must hear of it. */
  readonly findings: readonly { readonly what: string; readonly words: string }[];
}

export interface ReportPerson {
  readonly who: string;
  /** `approved the run` */
  readonly what: string;
  /** What it rests on: a signature from outside, the platform's word, or text that anyone can type. */
  readonly weight: 'attested' | 'recorded' | 'claimed';
}

/** A change in the domain's words: `severity`, `High -> Medium`; with the lines of a text that changed. */
export interface ReportChange {
  /** What changed; empty where the words say it. */
  readonly what: string;
  readonly words: string;
  /** Whether the rule sees or says less since. */
  readonly weakens: boolean;
  readonly lines: readonly DiffLine[];
}

/** `gap` stands for lines that are the same on both sides. */
export interface DiffLine {
  readonly sign: '+' | '-' | ' ' | 'gap';
  readonly text: string;
}

/** Where a rule is in one target, as its ledger knows. */
export interface ReportLive {
  readonly target: string;
  readonly state: LiveState;
  /** What was written last has it enabled. */
  readonly enabled: boolean;
  readonly since: string | undefined;
}

/**
 * `current`: written by us, and seen so since. `unseen`: written by us, not looked at since. `drifted`: somebody else
 * changed it. `missing`: somebody took it away. `unknown`: a write whose end is not known.
 */
export type LiveState = 'current' | 'unseen' | 'drifted' | 'missing' | 'quarantined' | 'unknown';

/** How a rule ran in one target. */
export interface ReportHealth {
  readonly target: string;
  /** When the workspace was asked. */
  readonly at: string;
  readonly runs: number;
  readonly failures: number;
  readonly lastRun: string | undefined;
  readonly lastStatus: string | undefined;
  readonly problems: readonly { readonly what: string; readonly words: string; readonly next: string }[];
}

export interface ReportFinding {
  readonly code: string;
  readonly severity: FindingSeverity;
  readonly message: string;
  readonly help: string | undefined;
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

export interface ReportTable {
  readonly name: string;
  readonly logs: string | undefined;
  /** Data connectors that fill it, as far as anybody said. */
  readonly connectors: readonly string[];
  /** Ids of rules that read it, those first that read nothing else. */
  readonly rules: readonly string[];
}

/** A watchlist or a saved function: what several rules may lean on. */
export interface ReportShared {
  readonly kind: 'watchlist' | 'function';
  /** A watchlist's alias, a function's name. */
  readonly name: string;
  readonly about: string | undefined;
  /** Rows of a watchlist's file. */
  readonly items: number | undefined;
  /** Ids of rules that read it. */
  readonly rules: readonly string[];
}

export interface ReportTarget {
  readonly name: string;
  readonly workspace: string;
  /** Newest first. */
  readonly deployments: readonly ReportDeployment[];
  /** The last list of the whole workspace, if there is one. */
  readonly seen: ReportSighting | undefined;
  /** Why its ledger cannot be read. */
  readonly problem: string | undefined;
}

export interface ReportDeployment {
  readonly at: string;
  readonly actor: string;
  /** Address of the run that did it. */
  readonly run: string | undefined;
  readonly commit: string | null;
  readonly result: 'complete' | 'incomplete' | 'open';
  /** It restores what an earlier one had left. */
  readonly rollback: boolean;
  /** A guard was passed on somebody's word. */
  readonly override: string | undefined;
  /** Who approved its changes. */
  readonly approvals: readonly ReportPerson[];
  /** What an auditor must hear of it, and of how many of its rules. */
  readonly questions: readonly { readonly what: string; readonly rules: number }[];
  readonly actions: readonly ReportAction[];
}

export interface ReportAction {
  readonly rule: string;
  readonly title: string;
  readonly action: string;
  readonly outcome: 'applied' | 'not applied' | 'unknown';
}

export interface ReportSighting {
  readonly at: string;
  readonly ours: number;
  readonly notOurs: number;
  readonly drift: readonly ReportDrift[];
}

export interface ReportDrift {
  readonly rule: string;
  readonly title: string;
  readonly kind: 'changed' | 'missing';
}
