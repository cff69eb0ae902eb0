import { html } from '../html/html';
import type { Html, HtmlValue } from '../html/html';
import { badge } from '../parts/badge';
import { table } from '../parts/table';
import type { ReportData, ReportExclusion } from '../report-data';
import type { SiteMap } from '../site-map';
import { count, expiryOf } from '../standing';
import type { Expiry } from '../standing';

const EXCLUSION_COLUMNS = [
  { title: 'Exclusion' },
  { title: 'Scenario' },
  { title: 'Left out' },
  { title: 'Owner' },
  { title: 'Expires' },
] as const;

function exclusionRow(exclusion: ReportExclusion): readonly HtmlValue[] {
  const { name, scenario, where, owner } = exclusion;
  return [
    html`<code>${name}</code>`,
    scenario,
    html`<code class="wrap">${where}</code>`,
    owner ?? 'nobody named',
    expiry(exclusion),
  ];
}

/** The exclusions of one rule, each with what it leaves out. */
export function exclusionList(exclusions: readonly ReportExclusion[]): Html {
  if (exclusions.length === 0) return html`<p class="empty">Nothing is excluded.</p>`;
  return html`<ul class="exclusions">${exclusions.map((exclusion) => {
    const { name, scenario, where, owner } = exclusion;
    return html`<li><h3><code>${name}</code></h3><p>${scenario}</p><code class="where">${where}</code><p class="place">Owner: ${owner ?? 'nobody named'} · Expires: ${expiry(exclusion)}</p></li>
`;
  })}</ul>`;
}

function expiry(exclusion: ReportExclusion): HtmlValue {
  const { expires, daysLeft = 0 } = exclusion;
  switch (expiryOf(exclusion)) {
    case 'never':
      return 'never';
    case 'expired':
      return html`<time datetime="${expires}">${expires}</time> ${badge(`${count(-daysLeft, 'day')} ago`, 'bad')}`;
    case 'soon':
      return html`<time datetime="${expires}">${expires}</time> ${badge(`in ${count(daysLeft, 'day')}`, 'warn')}`;
    case 'later':
      return html`<time datetime="${expires}">${expires}</time>`;
  }
}

const GROUPS: readonly (readonly [Expiry, string])[] = [
  ['expired', 'Past their date'],
  ['soon', 'Within 30 days'],
  ['later', 'Later'],
  ['never', 'Without a date'],
];

/** All exclusions of all rules, those first that are due. */
export function exclusionsPage({ rules }: ReportData, map: SiteMap): Html {
  const all = rules
    .flatMap((rule) => rule.exclusions.map((exclusion) => ({ rule, exclusion })))
    .toSorted((a, b) => (a.exclusion.daysLeft ?? Infinity) - (b.exclusion.daysLeft ?? Infinity) || 0);
  return html`<header class="intro"><p class="eyebrow">Exclusions</p><h1>What rules leave out</h1><p class="lead">${count(all.length, 'documented false positive')} in ${count(new Set(all.map(({ rule }) => rule)).size, 'rule')}. A date never changes what is deployed: past it, somebody should look again.</p><p><a class="button" href="data/exclusions.csv" download>Exclusions as CSV</a></p></header>
${GROUPS.map(([expires, title]) => {
  const own = all.filter(({ exclusion }) => expiryOf(exclusion) === expires);
  if (own.length === 0) return undefined;
  return html`<section class="card" aria-labelledby="${expires}-h"><h2 id="${expires}-h">${title} <span class="count">${own.length}</span></h2>${table(
    {
      caption: title,
      columns: [{ title: 'Rule' }, ...EXCLUSION_COLUMNS],
      rows: own.map(({ rule, exclusion }) => [
        html`<a href="${map.pageOf(rule)}#exclusions">${rule.name}</a>`,
        ...exclusionRow(exclusion),
      ]),
      empty: '',
    },
  )}</section>`;
})}
${all.length === 0 && html`<p class="empty">No rule has an exclusion.</p>`}`;
}
