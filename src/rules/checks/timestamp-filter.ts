import type { Check } from './check';

export const timestampFilter: Check = {
  code: 'timestamp-filter',
  severity: 'warning',
  applies: 'rules',
  summary: 'a Defender table is filtered by `Timestamp` and not by `TimeGenerated`',
  why: 'In a workspace rows are stored and found by `TimeGenerated`: a filter on its copy reads the whole period, and the service does not take it for the time of the query.',
  bad: 'query: |\n  DeviceProcessEvents\n  | where Timestamp > ago(1h)',
  good: 'query: |\n  DeviceProcessEvents\n  | where TimeGenerated > ago(1h)',
  *run({ analysis }) {
    if (analysis?.walk === undefined) return;
    const { comparisons } = analysis.walk;
    const filtered = new Set(
      comparisons.flatMap(({ time }) => (time?.role === 'event' || time?.role === 'ingestion' ? time.legs : [])),
    );
    for (const { span, column, time } of comparisons) {
      if (time?.role !== 'mirror' || time.legs.every((leg) => filtered.has(leg))) continue;
      yield {
        ...analysis.placeOf(span),
        message: `\`${column}\` is a copy of \`${time.repeats}\`, by which the workspace finds its rows`,
        help: `Write \`${time.repeats}\`.`,
      };
    }
  },
};
