import { durationWords } from './duration-words';
import type { Check } from './check';
import { scheduleOf } from './schedule-of';

/** A run begins five minutes after its time (Microsoft Learn, scheduled rules overview, read 2026-11-24). */
const DELAY = 300;

export const latencyMargin: Check = {
  code: 'latency-margin',
  severity: 'warning',
  applies: 'rules',
  summary: 'events of a table may arrive later than the rule allows for',
  why: 'What arrives after its run is older than the next run looks back, so no run sees it. Told for tables with a `latency` in the config alone.',
  bad: 'query: |\n  AuditLogs\n  | where OperationName == "Add user"',
  good: 'queryPeriod: 2h\nquery: |\n  AuditLogs\n  | where ingestion_time() > ago(1h)\n  | where OperationName == "Add user"',
  *run({ draft, analysis, latency }) {
    const schedule = scheduleOf(draft);
    if (analysis?.walk === undefined || schedule === undefined) return;
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
