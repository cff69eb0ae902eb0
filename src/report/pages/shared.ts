import { html, joined } from '../html/html';
import type { Html } from '../html/html';
import { table } from '../parts/table';
import type { ReportRule, ReportShared } from '../report-data';
import type { SiteMap } from '../site-map';
import { count } from '../standing';

const HEADINGS = {
  watchlist: 'If a watchlist changes',
  function: 'If a saved function changes',
} as const satisfies Record<ReportShared['kind'], string>;

const EMPTY = {
  watchlist: 'No rule reads a watchlist, and the project has none.',
  function: 'No rule calls a saved function, and the project has none.',
} as const satisfies Record<ReportShared['kind'], string>;

/** Which rules see something else once a watchlist or a saved function is another. */
export function sharedCard(
  kind: ReportShared['kind'],
  { shared, map }: { readonly shared: readonly ReportShared[]; readonly map: SiteMap },
): Html {
  const rows = shared
    .filter((each) => each.kind === kind)
    .toSorted((a, b) => b.rules.length - a.rules.length)
    .map((each) => {
      const readers = each.rules.flatMap((id) => map.ruleOf(id) ?? []);
      return [
        html`<code id="${sharedAnchor(each)}">${each.name}</code>${each.items !== undefined && html` <span class="count">${count(each.items, 'item')}</span>`}${each.about !== undefined && each.about !== '' && html`<p class="help">${each.about}</p>`}`,
        each.rules.length,
        readers.length === 0
          ? 'no rule reads it'
          : joined(
              readers.map((rule) => reader(rule, each, map)),
              html`, `,
            ),
      ];
    });
  return html`<section class="card" aria-labelledby="${kind}s-h"><h2 id="${kind}s-h">${HEADINGS[kind]}</h2>${table({
    caption: `Rules by ${kind}`,
    columns: [
      { title: kind === 'watchlist' ? 'Watchlist' : 'Function' },
      { title: 'Rules', numeric: true },
      { title: kind === 'watchlist' ? 'Who reads it, and which columns' : 'Who calls it' },
    ],
    rows,
    empty: EMPTY[kind],
  })}</section>`;
}

function reader(rule: ReportRule, { kind, name }: ReportShared, map: SiteMap): Html {
  const use =
    kind === 'watchlist' ? rule.watchlists.find((each) => each.name.toLowerCase() === name.toLowerCase()) : undefined;
  const columns = use === undefined || use.columns.length === 0 ? '' : ` (${use.columns.join(', ')})`;
  return html`<a href="${map.pageOf(rule)}">${rule.name}</a>${columns}`;
}

/** Where a watchlist or function is on the page of tables. */
export function sharedAnchor({ kind, name }: Pick<ReportShared, 'kind' | 'name'>): string {
  return `${kind === 'watchlist' ? 'w' : 'f'}-${name.toLowerCase().replace(/[^\w.-]/g, '_')}`;
}
