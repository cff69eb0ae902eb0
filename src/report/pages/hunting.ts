import { attackNames } from '../attack-names';
import { html, joined } from '../html/html';
import type { Html } from '../html/html';
import { catalogueAddress } from '../html/link';
import { queryBlock } from '../parts/query';
import type { ReportData, ReportHunt } from '../report-data';
import { count } from '../standing';

/** Queries that people run by hand: they are in no workspace, raise no alert, and count for no coverage. */
export function huntingPage(data: ReportData): Html {
  const { hunts } = data;
  return html`<header class="intro"><p class="eyebrow">Hunting</p><h1>Hunting queries</h1><p class="lead">${count(hunts.length, 'query', 'queries')} that people run by hand. They are checked, and never deployed; coverage does not count them.</p></header>
${hunts.map((hunt, index) => huntCard(hunt, { data, index }))}`;
}

function huntCard(
  { id, path, name, description, owner, tactics, techniques, tables, query }: ReportHunt,
  { data, index }: { readonly data: ReportData; readonly index: number },
): Html {
  const names = attackNames(data.coverage);
  // two files may have one id: the place tells them apart
  const anchor = `h-${index}-${id.replace(/[^0-9a-z-]/g, '-').slice(0, 64)}`;
  const facts = [
    html`<code>${path}</code>`,
    owner !== undefined && html`${owner}`,
    tactics.length > 0 &&
      joined(
        tactics.map(
          (each) => html`<a href="${catalogueAddress('tactic', each)}">${names.tactics.get(each) ?? each}</a>`,
        ),
        html`, `,
      ),
    techniques.length > 0 &&
      joined(
        techniques.map((each) => html`${each} ${names.techniques.get(each)}`),
        html`, `,
      ),
    tables.length > 0 &&
      html`reads ${joined(
        tables.map((each) => html`<code>${each}</code>`),
        html`, `,
      )}`,
  ];
  return html`<section class="card" aria-labelledby="${anchor}"><h2 id="${anchor}">${name}</h2>
${description !== '' && html`<p class="prose">${description}</p>`}
<p class="place">${joined(
    facts.filter((each) => each !== false),
    html` · `,
  )}</p>
<details><summary>Query</summary>${queryBlock(query, `Query of ${name}`)}</details></section>
`;
}
