import type { Check } from './check';

const MOST_DAYS = 30;

export const startTime: Check = {
  code: 'start-time',
  severity: 'warning',
  applies: 'rules',
  dated: true,
  summary: '`startTimeUtc` is in the past, more than 30 days ahead, or no date',
  why: 'The first run lies 10 minutes to 30 days after the rule is created or enabled (scheduled rules overview, read 2026-11-24).',
  bad: 'startTimeUtc: "2020-01-31T06:00:00Z"',
  good: 'startTimeUtc:',
  *run({ draft, today }) {
    const text = draft.startTimeUtc;
    if (text === undefined || draft.kind === 'NRT') return;
    const start = Date.parse(text);
    const days = (start - Date.parse(today)) / 86_400_000;
    if (days >= 0 && days <= MOST_DAYS + 1 && new Date(start).toISOString().startsWith(text.slice(0, 10))) return;
    const found = Number.isNaN(days) || days >= 0 ? 'no time in the next 30 days' : 'in the past';
    yield {
      path: ['startTimeUtc'],
      message: `\`startTimeUtc\` is ${found} (${text})`,
      help: 'Remove it once the rule is deployed: it only matters for the first run.',
    };
  },
};
