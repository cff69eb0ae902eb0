import { attackNames } from '../attack-names';
import { html } from '../html/html';
import type { Html, HtmlValue } from '../html/html';
import { catalogueAddress, externalLink } from '../html/link';
import { badge, findingBadge, liveBadge, severityBadge } from '../parts/badge';
import { queryBlock } from '../parts/query';
import { table } from '../parts/table';
import { moment } from '../parts/time';
import type { ReportData, ReportFact, ReportRule, ReportShared } from '../report-data';
import { count } from '../standing';
import { exclusionList } from './exclusions';
import { healthOfRule } from './rule-health';
import { historyOf } from './rule-history';
import { sharedAnchor } from './shared';
import { testsOf } from './rule-tests';

interface Part {
  readonly id: string;
  readonly title: string;
  readonly body: HtmlValue;
}

/** Everything about one rule. Complete without scripts. */
export function rulePage(rule: ReportRule, { coverage }: ReportData): Html {
  const { techniques: names, tactics } = attackNames(coverage);
  const parts = partsOf(rule);
  return html`<header class="intro">
<nav aria-label="Breadcrumb" class="crumbs"><ol><li><a href="../catalogue.html">Rules</a></li>${rule.area !== '' && html`<li><a href="../${catalogueAddress('area', rule.area)}">${rule.area}</a></li>`}<li aria-current="page">${rule.name}</li></ol></nav>
<h1>${rule.name}</h1>
<p class="badges">${severityBadge(rule.severity)} ${badge(rule.kind, 'calm')} ${badge(rule.maturity, 'calm')} ${rule.enabled ? badge('enabled', 'good') : badge('disabled', 'warn')}</p>
${rule.description !== '' && html`<p class="lead prose">${rule.description}</p>`}
</header>
<div class="with-aside">
<div class="parts">${parts.map(
    ({ id, title, body }) =>
      html`<section class="card" id="${id}" aria-labelledby="${id}-h"><h2 id="${id}-h">${title}</h2>${body}</section>
`,
  )}</div>
<aside aria-label="About this rule">
<nav class="toc" aria-label="On this page"><ul>${parts.map(({ id, title }) => html`<li><a href="#${id}">${title}</a></li>`)}</ul></nav>
<dl class="facts">${[
    fact('Id', html`<code>${rule.id}</code>`),
    fact('File', html`<code>${rule.path}</code>`),
    rule.version !== undefined && fact('Version', rule.version),
    fact('Owner', rule.owner ?? 'nobody named'),
    rule.schedule.map(({ name, value }) => fact(name, value)),
    rule.tactics.length > 0 &&
      fact(
        'Tactics',
        listOf(
          rule.tactics.map((id) => html`<a href="../${catalogueAddress('tactic', id)}">${tactics.get(id) ?? id}</a>`),
        ),
      ),
    rule.techniques.length > 0 &&
      fact(
        'Techniques',
        listOf(
          rule.techniques.map(
            (id) => html`<a href="../${catalogueAddress('technique', id)}">${id}</a> ${names.get(id)}`,
          ),
        ),
      ),
    rule.tables.length > 0 &&
      fact(
        'Tables',
        listOf(rule.tables.map((name) => html`<a href="../tables.html#${anchor(name)}"><code>${name}</code></a>`)),
      ),
    rule.watchlists.length > 0 &&
      fact(
        'Watchlists',
        sharedLinks(
          'watchlist',
          rule.watchlists.map(({ name }) => name),
        ),
      ),
    rule.functions.length > 0 && fact('Functions', sharedLinks('function', rule.functions)),
    rule.connectors.length > 0 && fact('Connectors', listOf(rule.connectors)),
    rule.references.length > 0 && fact('References', listOf(rule.references.map((each) => externalLink(each)))),
  ]}</dl>
</aside>
</div>`;
}

function partsOf(rule: ReportRule): readonly Part[] {
  const facts = (caption: string, list: readonly ReportFact[], columns: readonly [string, string]): Html =>
    table({
      caption,
      columns: columns.map((title) => ({ title })),
      rows: list.map(({ name, value }) => [html`<code>${name}</code>`, html`<code>${value}</code>`]),
      empty: '',
    });
  const all: readonly (Part | false)[] = [
    { id: 'query', title: 'Query', body: queryBlock(rule.query, 'Query in KQL') },
    rule.parameters.length > 0 && {
      id: 'parameters',
      title: 'Parameters',
      body: facts('Values that replace those of the query', rule.parameters, ['Parameter', 'Value']),
    },
    {
      id: 'entities',
      title: 'Entities',
      body: table({
        caption: 'Entities that an alert names',
        columns: [{ title: 'Entity' }, { title: 'Identifiers and their columns' }],
        rows: rule.entities.map(({ type, identifiers }) => [
          type,
          listOf(
            identifiers.map(
              ({ identifier, column }) =>
                html`${identifier} <span aria-hidden="true">←</span><span class="unseen"> from </span> <code>${column}</code>`,
            ),
          ),
        ]),
        empty: 'An alert of this rule names no entity.',
      }),
    },
    rule.customDetails.length > 0 && {
      id: 'details',
      title: 'Custom details',
      body: facts('Details that an alert carries', rule.customDetails, ['Detail', 'Column']),
    },
    {
      id: 'exclusions',
      title: 'Exclusions',
      body: exclusionList(rule.exclusions),
    },
    { id: 'tests', title: 'Tests', body: testsOf(rule.tests) },
    {
      id: 'live',
      title: 'Where it is live',
      body: table({
        caption: 'Workspaces that this rule was deployed to',
        columns: [{ title: 'Target' }, { title: 'State' }, { title: 'Since' }],
        rows: rule.live.map(({ target, state, since }) => [
          target,
          liveBadge(state),
          since === undefined ? 'not known' : moment(since),
        ]),
        empty: 'No ledger knows of a deployment of this rule.',
      }),
    },
    rule.health.length > 0 && { id: 'health', title: 'How it runs', body: healthOfRule(rule.health) },
    { id: 'history', title: 'History', body: historyOf(rule.history) },
    rule.findings.length > 0 && {
      id: 'findings',
      title: `Findings (${count(rule.findings.length, 'open', 'open')})`,
      body: html`<ul class="found">${rule.findings.map(
        ({ severity, code, message, help, line }) =>
          html`<li>${findingBadge(severity)} <code>${code}</code> <span class="place">line ${line}</span><p>${message}</p>${help !== undefined && html`<p class="help">${help}</p>`}</li>`,
      )}</ul>`,
    },
  ];
  return all.filter((part) => part !== false);
}

function fact(name: string, value: HtmlValue): Html {
  return html`<dt>${name}</dt><dd>${value}</dd>`;
}

function sharedLinks(kind: ReportShared['kind'], names: readonly string[]): Html {
  return listOf(
    names.map((name) => html`<a href="../tables.html#${sharedAnchor({ kind, name })}"><code>${name}</code></a>`),
  );
}

function listOf(items: readonly HtmlValue[]): Html {
  return html`<ul>${items.map((item) => html`<li>${item}</li>`)}</ul>`;
}

/** The anchor of a table: letters, digits and what else a fragment takes as it is. */
export function anchor(name: string): string {
  return `t-${name.replace(/[^\w.-]/g, '_')}`;
}
