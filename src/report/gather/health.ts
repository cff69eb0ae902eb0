import type { ReportHealth } from '../report-data';

/** How the rules of one target run, as `health` saw it. Ids as the service has them. */
export interface HealthSighting {
  readonly target: string;
  /** When it was asked, ISO 8601. */
  readonly at: string;
  readonly rules: readonly {
    readonly id: string;
    readonly runs: number;
    readonly failures: number;
    readonly lastRun: string | undefined;
    readonly lastStatus: string | undefined;
  }[];
  readonly findings: readonly {
    readonly rule: string;
    readonly kind: string;
    readonly message: string;
    readonly next: string;
  }[];
}

/** What was seen of one rule, a line for each target that lists it. */
export function healthOf(id: string, sightings: readonly HealthSighting[]): readonly ReportHealth[] {
  const own = (other: string): boolean => other.toLowerCase() === id;
  return sightings.flatMap(({ target, at, rules, findings }): readonly ReportHealth[] => {
    const rule = rules.find((each) => own(each.id));
    if (rule === undefined) return [];
    const { runs, failures, lastRun, lastStatus } = rule;
    return [
      {
        target,
        at,
        runs,
        failures,
        lastRun,
        lastStatus,
        problems: findings
          .filter((finding) => own(finding.rule))
          .map(({ kind, message, next }) => ({ what: kind, words: message, next })),
      },
    ];
  });
}
