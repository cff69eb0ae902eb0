import { parseDuration } from '../sentinel';

const TIME_SPAN = /^(?:(\d+)\.)?(\d{1,2}):(\d{2})(?::(\d{2}))?$/;

/**
 * Seconds of a duration as rule files write it: `5m`, `PT5M`, or the .NET form (`00:05:00`, `1.00:00:00`) that the
 * community repository's own converter tries first (Azure-Sentinel, detection template validation, read 2026-11-24).
 */
export function ruleDuration(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const span = TIME_SPAN.exec(text);
  if (span === null) return parseDuration(text);
  const [, days = 0, hours = 0, minutes = 0, seconds = 0] = span;
  return Number(days) * 86_400 + Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
}
