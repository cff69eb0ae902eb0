import { columns } from '../charts/columns';
import { html } from '../html/html';
import type { Html } from '../html/html';
import type { ReportData } from '../report-data';
import { count } from '../standing';

const WEEKS = 26;
const DAY = 86_400_000;
const WEEK = 7 * DAY;
/** 1970 began on a Thursday: so many days before the first Monday. */
const TO_MONDAY = 4 * DAY;

/** Deployments of all targets by week, the current one last. */
export function activity({ targets, project }: ReportData): Html {
  const times = targets.flatMap(({ deployments }) => deployments.map(({ at }) => Date.parse(at)));
  const now = Date.parse(project.made);
  const thisWeek = Math.floor((now - TO_MONDAY) / WEEK);
  const weeks = Array.from({ length: WEEKS }, (_, index) => {
    const week = thisWeek - WEEKS + 1 + index;
    const monday = new Date(week * WEEK + TO_MONDAY).toISOString().slice(0, 10);
    const value = times.filter((time) => Math.floor((time - TO_MONDAY) / WEEK) === week).length;
    const label = index % 5 === 0 ? monday.slice(5) : '';
    return { label, value, words: `week of ${monday}: ${count(value, 'deployment')}` };
  });
  const all = weeks.reduce((sum, { value }) => sum + value, 0);
  if (all === 0) return html`<p class="empty">No deployment in this time.</p>`;
  const busy = weeks.filter(({ value }) => value > 0);
  const summary = `${count(all, 'deployment')} in ${count(busy.length, 'week')}: ${busy.map(({ words }) => words).join('; ')}.`;
  return columns({ id: 'weeks', title: 'Deployments by week', summary }, weeks);
}
