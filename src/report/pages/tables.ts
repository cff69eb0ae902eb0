import { compareText } from '../../diagnostics';
import { bar } from '../charts/bar';
import { html } from '../html/html';
import type { Html } from '../html/html';
import { table } from '../parts/table';
import type { ReportData, ReportRule, ReportTable } from '../report-data';
import type { SiteMap } from '../site-map';
import { count } from '../standing';
import { anchor } from './rule';
import { sharedCard } from './shared';

/** Which rules die if a connector stops, and which if a table does. */
export function tablesPage({ tables, rules, shared }: ReportData, map: SiteMap): Html {
  const byUse = tables.toSorted((a, b) => b.rules.length - a.rules.length || compareText(a.name, b.name));
  return html`<header class="intro"><p class="eyebrow">Tables</p><h1>What rules live on</h1><p class="lead">${count(tables.length, 'table')} feed ${count(rules.length, 'rule')}. A rule is blind when all that it reads has stopped, and half blind when a part has. What a watchlist or a saved function says decides for every rule that reads it.</p><p><a class="button" href="data/tables.csv" download>Tables as CSV</a></p></header>
<section class="card" aria-labelledby="connectors-h"><h2 id="connectors-h">If a connector stops</h2>${connectorTable(byUse, rules)}</section>
<section class="card" aria-labelledby="tables-h"><h2 id="tables-h">If a table stops</h2><div class="stops">${byUse.map((each) => tableItem(each, { map, most: byUse[0]?.rules.length ?? 1 }))}</div>${byUse.length === 0 && html`<p class="empty">No query could be read.</p>`}</section>
${sharedCard('watchlist', { shared, map })}
${sharedCard('function', { shared, map })}`;
}

function connectorTable(tables: readonly ReportTable[], rules: readonly ReportRule[]): Html {
  const names = [...new Set(tables.flatMap(({ connectors }) => connectors))];
  const rows = names.map((name) => {
    const fed = new Set(tables.filter(({ connectors }) => connectors.includes(name)).map((each) => each.name));
    const touched = rules.filter((rule) => rule.tables.some((each) => fed.has(each)));
    const blind = touched.filter((rule) => rule.tables.every((each) => fed.has(each)));
    return { name, fed, blind: blind.length, half: touched.length - blind.length };
  });
  const most = Math.max(1, ...rows.map(({ blind, half }) => blind + half));
  return table({
    caption: 'Rules that a connector feeds',
    columns: [
      { title: 'Connector' },
      { title: 'Blind without it', numeric: true },
      { title: 'Half blind', numeric: true },
      { title: 'Rules' },
      { title: 'Its tables' },
    ],
    rows: rows
      .toSorted((a, b) => b.blind - a.blind || b.half - a.half || compareText(a.name, b.name))
      .map(({ name, fed, blind, half }) => [
        name,
        blind,
        half,
        bar(
          [
            { value: blind, tone: 'bad', words: 'blind' },
            { value: half, tone: 'warn', words: 'half blind' },
          ],
          most,
        ),
        [...fed]
          .toSorted(compareText)
          .map((each, index) => html`${index > 0 && ', '}<a href="#${anchor(each)}"><code>${each}</code></a>`),
      ]),
    empty: 'Nobody says which connector fills these tables.',
  });
}

function tableItem(
  { name, logs, connectors, rules: ids }: ReportTable,
  { map, most }: { readonly map: SiteMap; readonly most: number },
): Html {
  const readers = ids.flatMap((id) => map.ruleOf(id) ?? []);
  return html`<details id="${anchor(name)}"><summary><code>${name}</code> <span class="count">${count(ids.length, 'rule')}</span>${bar([{ value: ids.length, tone: 'accent', words: 'rules' }], most)}</summary>
${logs !== undefined && html`<p class="help">${logs}</p>`}${connectors.length > 0 && html`<p class="help">Filled by ${connectors.join(', ')}.</p>`}
<ul class="readers">${readers.map(
    (rule) =>
      html`<li><a href="${map.pageOf(rule)}">${rule.name}</a> <span class="place">${rule.tables.length === 1 ? 'reads nothing else' : `reads ${count(rule.tables.length - 1, 'other table')} too`}</span></li>`,
  )}</ul></details>
`;
}
