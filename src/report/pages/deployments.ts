import { html, joined } from '../html/html';
import type { Html } from '../html/html';
import { externalLink } from '../html/link';
import { badge } from '../parts/badge';
import { peopleWords } from '../parts/hands';
import { table } from '../parts/table';
import { moment } from '../parts/time';
import type { ReportAction, ReportData, ReportDeployment, ReportDrift, ReportTarget } from '../report-data';
import type { SiteMap } from '../site-map';
import { count } from '../standing';

/** Deployments that are shown of each target; the ledger has them all. */
const MOST_SHOWN = 100;

/** What was deployed where, by whom, and whether it is still so. */
export function deploymentsPage({ targets }: ReportData, map: SiteMap): Html {
  return html`<header class="intro"><p class="eyebrow">Deployments</p><h1>What went where</h1><p class="lead">From the ledger of each target: what was begun, what became of it, and what was last seen in the workspace.</p></header>
${targets.length === 0 && html`<p class="empty">No target has a ledger.</p>`}
${targets.map((target) => targetCard(target, map))}`;
}

function targetCard(target: ReportTarget, map: SiteMap): Html {
  const { name, workspace, deployments, seen, problem } = target;
  return html`<section class="card" aria-labelledby="target-${name}"><h2 id="target-${name}">${name} <small>${workspace}</small></h2>
${problem !== undefined && html`<p class="alarm">${badge('ledger', 'bad')} ${problem}</p>`}
<p class="sighting">${seen === undefined ? 'No list of this workspace was recorded.' : html`Last looked at ${moment(seen.at)}: ${count(seen.ours, 'rule')} of ours, ${seen.notOurs} not ours, ${driftWords(seen.drift)}.`}</p>
${seen !== undefined && seen.drift.length > 0 && driftTable(seen.drift, map)}
${deployments.length === 0 ? html`<p class="empty">Nothing was deployed here.</p>` : html`<ol class="timeline">${deployments.slice(0, MOST_SHOWN).map((each) => deploymentItem(each, map))}</ol>`}
${deployments.length > MOST_SHOWN && html`<p class="empty">${count(deployments.length - MOST_SHOWN, 'older deployment')} not shown.</p>`}</section>
`;
}

function driftWords(drift: readonly ReportDrift[]): Html {
  return drift.length === 0
    ? badge('no drift', 'good')
    : badge(`${drift.length} not as we left ${drift.length === 1 ? 'it' : 'them'}`, 'bad');
}

const DRIFT = {
  changed: 'changed by somebody else',
  missing: 'taken away by somebody else',
} as const;

function driftTable(drift: readonly ReportDrift[], map: SiteMap): Html {
  return table({
    caption: 'Rules that are not as we left them',
    columns: [{ title: 'Rule' }, { title: 'What' }],
    rows: drift.map(({ rule, title, kind }) => [ruleLink(rule, title, map), DRIFT[kind]]),
    empty: '',
  });
}

function deploymentItem(
  { at, actor, run, commit, result, rollback, override, approvals, questions, actions }: ReportDeployment,
  map: SiteMap,
): Html {
  const by = run === undefined ? html`${actor}` : html`${actor}, ${externalLink(run, 'its run')}`;
  return html`<li><p class="when">${moment(at)} <span>${by}</span>${commit !== null && html` <code>${commit.slice(0, 10)}</code>`} ${resultBadge(result)} ${rollback && badge('rollback', 'warn')}</p>
${approvals.length > 0 && html`<p class="place">${peopleWords(approvals)}</p>`}
${
  questions.length > 0 &&
  html`<p class="place">${joined(
    questions.map(({ what, rules }) => html`${badge(what, 'warn')} ${count(rules, 'rule')}`),
    html`, `,
  )}</p>`
}
${override !== undefined && html`<p class="alarm">${badge('guard passed', 'warn')} ${override}</p>`}
<details${actions.length > 0 && actions.length <= 3 && html` open`}><summary>${actionWords(actions)}</summary><ul class="changes">${actions.map(
    ({ rule, title, action, outcome }) =>
      html`<li><strong>${action}</strong> ${ruleLink(rule, title, map)} ${outcome !== 'applied' && badge(outcome, 'bad')}</li>`,
  )}</ul></details></li>
`;
}

function resultBadge(result: ReportDeployment['result']): Html {
  switch (result) {
    case 'complete':
      return badge('complete', 'good');
    case 'incomplete':
      return badge('incomplete', 'bad');
    case 'open':
      return badge('not ended', 'warn');
  }
}

function actionWords(actions: readonly ReportAction[]): string {
  if (actions.length === 0) return 'nothing to write';
  const kinds = [...new Set(actions.map(({ action }) => action))];
  return kinds.map((kind) => `${actions.filter(({ action }) => action === kind).length} ${kind}`).join(', ');
}

function ruleLink(id: string, title: string, map: SiteMap): Html {
  const rule = map.ruleOf(id);
  if (rule === undefined) return html`${title} <code>${id}</code>`;
  return html`<a href="${map.pageOf(rule)}">${title}</a>`;
}
