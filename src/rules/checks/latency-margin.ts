import { durationWords } from './duration-words';
import type { Check, Finding, RuleContext } from './check';
import { scheduleOf } from './schedule-of';

/** A run begins five minutes after its time (Microsoft Learn, scheduled rules overview, read 2026-11-24). */
const DELAY = 300;

/** An NRT run looks at a minute of ingestion, two minutes later; sources that are later than 12 hours are not for it. */
const NRT_DELAY = 180;
const NRT_LATEST = 12 * 3600;

export const latencyMargin: Check = {
  code: 'latency-margin',
  severity: 'warning',
  applies: 'rules',
  summary: 'events of a table may arrive later than the rule allows for',
  why: 'What arrives after its run is older than the next run looks back, so no run sees it. Told for tables with a `latency` in the config alone.',
  bad: 'query: |\n  AuditLogs\n  | where OperationName == "Add user"',
  good: 'queryPeriod: 2h\nquery: |\n  AuditLogs\n  | where ingestion_time() > ago(1h)\n  | where OperationName == "Add user"',
  *run({ draft, analysis, latency }) {
    if (analysis?.walk === undefined) return;
    const schedule = scheduleOf(draft);
    if (draft.kind === 'NRT') yield* nrtFindings(analysis, latency);
    if (schedule === undefined) return;
    const told = new Set<string>();
    for (const { table, span, from } of analysis.walk.result.legs.values()) {
      const late = latency(table);
      if (late === undefined || told.has(table)) continue;
      told.add(table);
      const window = Math.min(schedule.period, from ?? schedule.period);
      const margin = window - schedule.frequency + DELAY;
      if (late <= margin) continue;
      yield {
        ...analysis.placeOf(span),
        message: `events of \`${table}\` may be ${durationWords(late)} late, and the rule sees those that are up to ${durationWords(Math.max(0, margin))} late`,
        help: `Set \`queryPeriod\` to ${durationWords(schedule.frequency + late)} or more, and keep to what is new with \`ingestion_time() > ago(${draft.queryFrequency})\`.`,
      };
    }
  },
};

/** An NRT rule sees late events: it goes by ingestion. A filter on the event's own time can lose them. */
function* nrtFindings(
  { walk, placeOf }: NonNullable<RuleContext['analysis']>,
  latency: RuleContext['latency'],
): Generator<Finding> {
  const told = new Set<string>();
  for (const { table, span, from } of walk?.result.legs.values() ?? []) {
    const late = latency(table);
    if (late === undefined || told.has(table)) continue;
    told.add(table);
    if (late > NRT_LATEST) {
      yield {
        ...placeOf(span),
        message: `events of \`${table}\` may be ${durationWords(late)} late, and an NRT rule is for sources that are up to 12 hours late`,
        help: 'Make it a scheduled rule whose `queryPeriod` has room for them.',
      };
    } else if (from !== undefined && late + NRT_DELAY > from) {
      yield {
        ...placeOf(span),
        message: `events of \`${table}\` may be ${durationWords(late)} late, and the query keeps those of the last ${durationWords(from)}`,
        help: 'Leave the filter on `TimeGenerated` out: a run looks at one minute of ingestion.',
      };
    }
  }
}
