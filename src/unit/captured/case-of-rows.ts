import type { JsonObject } from '../../json';
import { appendToSequence, parseYaml, printYaml } from '../../yaml';

export interface CapturedCase {
  readonly name: string;
  readonly table: string;
  readonly rows: readonly JsonObject[];
  readonly expect: 'fires' | 'silent';
}

/** Five minutes: an event needs some time to arrive, and a time of the clock is easier to read. */
const STEP_MS = 5 * 60_000;

/** The time for which a run is scheduled that sees the newest of the rows; undefined where no row says its time. */
export function runAfter(rows: readonly JsonObject[]): Date | undefined {
  const times = rows.flatMap(({ TimeGenerated: time }) => (typeof time === 'string' ? [Date.parse(time)] : []));
  return times.length === 0 ? undefined : new Date((Math.floor(Math.max(...times) / STEP_MS) + 2) * STEP_MS);
}

/** The case as a value of a test file. */
function valueOf({ name, table, rows, expect }: CapturedCase): Readonly<Record<string, unknown>> {
  const now = runAfter(rows)?.toISOString().replace('.000Z', 'Z');
  return {
    name,
    ...(now === undefined ? {} : { now }),
    given: rows.map((row) => ({ [table]: row })),
    expect,
  };
}

export type WithCase =
  { readonly done: true; readonly text: string } | { readonly done: false; readonly reason: string };

/** A test file with one more case at its end, every other byte as it was. */
export function withCase(path: string, text: string, captured: CapturedCase): WithCase {
  const { document, diagnostics } = parseYaml({ path, text });
  if (document === undefined || diagnostics.length > 0)
    return { done: false, reason: `${path} is no YAML that can be read` };
  return appendToSequence(document, ['cases'], printYaml(valueOf(captured)).trimEnd().split('\n'));
}

/** A test file of one case. `header` is what stands above it. */
export function newTestFile(header: string, captured: CapturedCase): string {
  return `${header}${printYaml({ cases: [valueOf(captured)] })}`;
}
