import { ring } from '../charts/ring';
import { html } from '../html/html';
import type { Html, HtmlValue } from '../html/html';
import { moment } from '../parts/time';
import type { ReportData } from '../report-data';
import { count, expiryOf, testStanding } from '../standing';
import { activity } from './overview-activity';
import { attention } from './overview-attention';
import { areaChart, severityChart, tacticChart } from './overview-charts';

/** The first page: what there is, how sure we are of it, and what somebody should look at. */
export function overviewPage(data: ReportData): Html {
  const { rules, project } = data;
  return html`<header class="intro">
<p class="eyebrow">Overview</p>
<h1>${project.name}</h1>
<p class="lead">${summary(data)}</p>
</header>
<ul class="tiles" aria-label="Key figures">${tiles(data)}</ul>
<div class="halves">
<div>
${card('tactics', 'Rules by ATT&CK tactic', tacticChart(data))}
${card('attention', 'Worth a look', attention(data))}
</div>
<div>
${card('severity', 'Rules by severity and status', severityChart(rules))}
${card('areas', 'Tests by area', areaChart(rules))}
${card('activity', 'Deployments in the last 26 weeks', activity(data))}
</div>
</div>`;
}

function card(id: string, title: string, body: HtmlValue): Html {
  return html`<section class="card" aria-labelledby="${id}-h"><h2 id="${id}-h">${title}</h2>${body}</section>`;
}

function summary({ rules, targets }: ReportData): Html {
  const enabled = rules.filter((rule) => rule.enabled).length;
  const last = targets
    .flatMap(({ name, deployments }) => deployments.slice(0, 1).map(({ at }) => ({ name, at })))
    .toSorted((a, b) => (a.at < b.at ? 1 : -1))[0];
  const deployed =
    last === undefined ? html`Nothing was deployed yet.` : html`Last deployment: ${last.name}, ${moment(last.at)}.`;
  return html`${count(rules.length, 'rule')}, ${enabled === rules.length ? 'all' : enabled.toLocaleString('en')} enabled. ${deployed}`;
}

function tiles(data: ReportData): readonly Html[] {
  const { rules, coverage, findings, targets } = data;
  const standings = rules.map(testStanding);
  const ran = standings.filter((standing) => standing !== 'not run').length;
  const passed = standings.filter((standing) => standing === 'passed').length;
  const failed = standings.filter((standing) => standing === 'failed').length;
  const cases = rules.reduce((sum, { tests }) => sum + (tests.kind === 'cases' ? tests.cases.length : 0), 0);
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const seen = targets.filter((target) => target.seen !== undefined);
  const drift = seen.reduce((sum, target) => sum + (target.seen?.drift.length ?? 0), 0);
  const exclusions = rules.flatMap((rule) => rule.exclusions);
  const expired = exclusions.filter((exclusion) => expiryOf(exclusion) === 'expired').length;
  const soon = exclusions.filter((exclusion) => expiryOf(exclusion) === 'soon').length;
  return [
    tile({
      href: 'catalogue.html',
      label: 'Rules',
      figure: rules.length.toLocaleString('en'),
      note: `${count(rules.filter(({ kind }) => kind === 'NRT').length, 'runs', 'run')} in near real time`,
    }),
    tile({
      href: failed > 0 ? 'catalogue.html#tests=failed' : 'catalogue.html#tests=passed',
      label: 'Tested',
      figure: ran === 0 ? '–' : ring(passed / ran, `${passed} of ${ran} rules have tests, all of which pass`),
      note: ran === 0 ? 'tests were not run' : `${count(cases, 'case')}, ${count(failed, 'rule')} failing`,
      tone: failed > 0 ? 'bad' : undefined,
    }),
    tile({
      href: 'attack.html',
      label: 'ATT&CK techniques',
      figure: html`${coverage.totals.rules}<small> of ${coverage.totals.techniques}</small>`,
      note: `matrix version ${coverage.attack}`,
    }),
    tile({
      href: 'deployments.html',
      label: 'Drift',
      figure: seen.length === 0 ? '–' : String(drift),
      note: seen.length === 0 ? 'no workspace was looked at' : `in ${count(seen.length, 'workspace')}`,
      tone: drift > 0 ? 'bad' : undefined,
    }),
    tile({
      href: 'findings.html',
      label: 'Open findings',
      figure: String(findings.length),
      note: count(errors, 'error'),
      tone: errors > 0 ? 'bad' : undefined,
    }),
    tile({
      href: 'exclusions.html',
      label: 'Exclusions',
      figure: String(exclusions.length),
      note: `${expired} expired, ${soon} within 30 days`,
      tone: expired > 0 ? 'warn' : undefined,
    }),
  ];
}

interface Tile {
  readonly href: string;
  readonly label: string;
  readonly figure: HtmlValue;
  readonly note: string;
  readonly tone?: 'bad' | 'warn' | undefined;
}

function tile({ href, label, figure, note, tone }: Tile): Html {
  return html`<li class="tile ${tone ?? ''}"><a href="${href}"><span class="label">${label}</span><span class="figure">${figure}</span><span class="note">${note}</span></a></li>`;
}
