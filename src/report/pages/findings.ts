import { compareText } from '../../diagnostics';
import { html } from '../html/html';
import type { Html } from '../html/html';
import { findingBadge } from '../parts/badge';
import { table } from '../parts/table';
import type { ReportData } from '../report-data';
import type { SiteMap } from '../site-map';
import { count } from '../standing';

const RANK = { error: 0, warning: 1, info: 2 } as const;
/** Rows that are shown of each severity: more is read in a terminal. */
const MOST_SHOWN = 500;

/** What `check` finds, worst first. */
export function findingsPage({ findings, rules }: ReportData, map: SiteMap): Html {
  const pages = new Map(rules.map((rule) => [rule.path, map.pageOf(rule)]));
  const sorted = findings.toSorted((a, b) => RANK[a.severity] - RANK[b.severity] || compareText(a.file, b.file));
  const groups = (['error', 'warning', 'info'] as const).map((severity) => ({
    severity,
    own: sorted.filter((finding) => finding.severity === severity),
  }));
  return html`<header class="intro"><p class="eyebrow">Findings</p><h1>Open findings</h1><p class="lead">What <code>sentinel-rules check</code> says of the rules as they are: ${groups.map(({ severity, own }) => count(own.length, severity === 'info' ? 'note' : severity)).join(', ')}.</p></header>
${groups.map(({ severity, own }) =>
  own.length === 0
    ? undefined
    : html`<section class="card" aria-labelledby="${severity}-h"><h2 id="${severity}-h">${{ error: 'Errors', warning: 'Warnings', info: 'Notes' }[severity]} <span class="count">${own.length}</span></h2>${table(
        {
          caption: severity,
          columns: [{ title: 'Finding' }, { title: 'Where' }, { title: 'What' }],
          rows: own.slice(0, MOST_SHOWN).map(({ code, file, line, column, message, help }) => {
            const page = pages.get(file);
            const place = html`<code>${file}:${line}:${column}</code>`;
            return [
              html`${findingBadge(severity)} <code>${code}</code>`,
              page === undefined ? place : html`<a href="${page}#findings">${place}</a>`,
              html`${message}${help !== undefined && html`<p class="help">${help}</p>`}`,
            ];
          }),
          empty: '',
        },
      )}${own.length > MOST_SHOWN && html`<p class="empty">${count(own.length - MOST_SHOWN, 'more', 'more')}: run <code>sentinel-rules check</code>.</p>`}</section>`,
)}
${findings.length === 0 && html`<p class="empty">Nothing to find.</p>`}`;
}
