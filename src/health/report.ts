/** A rule as the workspace lists it, with the file that it comes from. */
export interface HealthRule {
  readonly id: string;
  readonly name: string;
  readonly kind: 'Scheduled' | 'NRT';
  readonly enabled: boolean;
  /** The service switched it off: why, in its own words. */
  readonly autoDisabled?: string;
  /** Seconds between two runs. */
  readonly everySeconds: number;
  /** When it was last written, ISO 8601. */
  readonly modified?: string;
  readonly path?: string;
}

/**
 * In the order of how bad they are:
 * - `auto-disabled`: the service switched the rule off
 * - `lost`: windows of time that no run looked at, and none will
 * - `failing`: the last run failed
 * - `silent`: enabled, and there are no runs where there should be some
 * - `delayed`: runs came late, or had to be repeated
 * - `partly`: alerts that are not whole
 * - `unknown`: nothing is recorded of any rule
 */
export const FINDING_KINDS = ['unknown', 'auto-disabled', 'lost', 'failing', 'silent', 'delayed', 'partly'] as const;

export type FindingKind = (typeof FINDING_KINDS)[number];

export interface HealthFinding {
  readonly kind: FindingKind;
  /** Absent: the whole workspace. */
  readonly rule?: Pick<HealthRule, 'id' | 'name' | 'path'>;
  readonly message: string;
  /** What is likely behind it, and what to do. */
  readonly cause: string;
  readonly next: string;
  /** In the service's own words. */
  readonly said?: string;
}

/** Last run and counts of one rule; without `runs`, nothing is recorded. */
export interface RuleHealth extends HealthRule {
  readonly runs: number;
  readonly failures: number;
  readonly lastRun?: string;
  readonly lastStatus?: string;
}

export interface HealthReport {
  readonly target: string;
  /** ISO 8601. */
  readonly at: string;
  readonly windowSeconds: number;
  readonly findings: readonly HealthFinding[];
  readonly rules: readonly RuleHealth[];
  /** What could not be judged, one line each. */
  readonly notes: readonly string[];
}
