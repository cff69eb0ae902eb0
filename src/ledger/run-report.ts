import { hashJson, parseJson, toJson } from '../json';
import type { JsonObject } from '../json';
import { problemsOf } from '../schema';
import type { ObservedResource, WrittenAction } from './record';

/** Version of the report's format; a reader refuses any other. */
const FORMAT = 1;

/** A report holds as many bodies as its plan. */
const MAX_BYTES = 64 << 20;

/**
 * What a run that may not write the ledger leaves for the job that may: all that an `end` says. It travels as a file
 * between two jobs, and whoever reads it believes none of it before it has been held against the `begin`.
 */
export interface RunReport {
  readonly format: typeof FORMAT;
  readonly target: string;
  /** Hash of the entry that began, and of the plan. */
  readonly begin: string;
  readonly plan: string;
  readonly result: 'complete' | 'incomplete';
  readonly actions: readonly WrittenAction[];
  /** The last list, where one was made. */
  readonly observed: readonly ObservedResource[] | null;
  /** Bodies that the actions refer to, by their hash. */
  readonly bodies: Readonly<Record<string, JsonObject>>;
  /** SHA-256 over everything above, lower-case hex. */
  readonly hash: string;
}

export type RunReportReading =
  { readonly kind: 'report'; readonly report: RunReport } | { readonly kind: 'refused'; readonly problem: string };

export function sealReport(report: Omit<RunReport, 'format' | 'hash'>): RunReport {
  const whole = { format: FORMAT, ...report } as const;
  return { ...whole, hash: hashJson(toJson(whole)) };
}

/** Reads a report, and refuses one that is cut short, edited, or of another shape. */
export function parseReport(text: string): RunReportReading {
  if (Buffer.byteLength(text) > MAX_BYTES) return refused(`it is larger than ${MAX_BYTES >> 20} MiB`);
  const value = parseJson(text);
  if (value === undefined) return refused('it is not JSON: it is cut short, or is no report');
  const [problem] = problemsOf('run-report', value);
  if (problem !== undefined) return refused(`it does not have the shape of a report: ${problem.message}`);
  const report = value as unknown as RunReport;
  const { hash, ...rest } = report;
  if (hashJson(toJson(rest)) !== hash) return refused('its hash does not fit: it was changed after it was made');
  const stranger = Object.entries(report.bodies).find(([name, body]) => hashJson(body) !== name);
  return stranger === undefined
    ? { kind: 'report', report }
    : refused(`its body ${stranger[0].slice(0, 12)} is another`);
}

function refused(problem: string): RunReportReading {
  return { kind: 'refused', problem };
}
