import { html } from '../html/html';
import type { Html } from '../html/html';
import { badge } from '../parts/badge';
import { diffBlock, diffCount } from '../parts/diff';
import { periodLine } from '../parts/hands';
import { moment } from '../parts/time';
import type { ReportChange, ReportVersion } from '../report-data';
import { count } from '../standing';

/** Versions that are shown; of a rule with more, the newest. */
const MOST_SHOWN = 50;

/** What became of a rule, newest first: what changed in words, with the lines for whoever opens them. */
export function historyOf(history: readonly ReportVersion[]): Html {
  if (history.length === 0)
    return html`<p class="empty">There is no history to read: no repository, or not committed yet.</p>`;
  const left = history.length - MOST_SHOWN;
  return html`<ol class="timeline">${history.slice(0, MOST_SHOWN).map(versionOf)}</ol>${left > 0 && html`<p class="empty">${count(left, 'older version')} not shown.</p>`}`;
}

function versionOf({ commit, at, people, subject, changes, live }: ReportVersion): Html {
  return html`<li><p class="when">${moment(at)} <span>${people}</span> <code>${commit.slice(0, 10)}</code></p><p class="subject">${subject}</p>${changes.length > 0 && html`<ul class="changes">${changes.map(changeOf)}</ul>`}${live.map(periodLine)}</li>
`;
}

function changeOf({ what, words, weakens, lines }: ReportChange): Html {
  const head = html`${what !== '' && html`<strong>${what}</strong> `}${words}${weakens && html` ${badge('weakens', 'warn')}`}`;
  if (lines.length === 0) return html`<li>${head}</li>`;
  return html`<li><details><summary>${head} ${diffCount(lines)}</summary>${diffBlock(lines, `Lines of ${what} that changed`)}</details></li>`;
}
