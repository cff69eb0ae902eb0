import { html } from '../html/html';
import type { Html } from '../html/html';
import { badge } from '../parts/badge';
import { table } from '../parts/table';
import { moment } from '../parts/time';
import type { ReportHealth } from '../report-data';

/** Whether a rule runs where it is live. */
export function healthOfRule(health: readonly ReportHealth[]): Html {
  return html`${table({
    caption: 'Runs of this rule by workspace',
    columns: [
      { title: 'Target' },
      { title: 'Last run' },
      { title: 'Runs', numeric: true },
      { title: 'Failed', numeric: true },
      { title: 'Asked' },
    ],
    rows: health.map(({ target, at, runs, failures, lastRun, lastStatus }) => [
      target,
      lastRun === undefined ? 'none recorded' : html`${moment(lastRun)} ${lastStatus}`,
      runs,
      failures,
      moment(at),
    ]),
    empty: '',
  })}${health.flatMap(({ target, problems }) =>
    problems.map(
      ({ what, words, next }) =>
        html`<p class="alarm">${badge(what, 'bad')} ${target}: ${words} <span class="help">${next}</span></p>`,
    ),
  )}`;
}
