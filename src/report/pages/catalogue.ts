import { compareText } from '../../diagnostics';
import { attackNames } from '../attack-names';
import type { CatalogueData, Facet } from '../browser/catalogue-data';
import { placeWords, sharedFolder } from '../browser/place';
import { html } from '../html/html';
import type { Html } from '../html/html';
import { badge, severityBadge } from '../parts/badge';
import type { ReportData, ReportRule } from '../report-data';
import type { SiteMap } from '../site-map';
import { count, testStanding } from '../standing';
import { queryWords } from './query-words';

/** Rows that are there before the script runs, and without it. */
const FIRST = 50;

const ORDER: Readonly<Record<string, readonly string[]>> = {
  severity: ['High', 'Medium', 'Low', 'Informational'],
  status: ['production', 'experimental', 'deprecated'],
  tests: ['failed', 'untested', 'not run', 'passed'],
};

const NO_AREA = '(none)';
const NO_OWNER = 'nobody named';
const NOWHERE = 'not deployed';

/** All rules, to be searched and narrowed. */
export function cataloguePage(data: ReportData, map: SiteMap): Html {
  const sorted = inOrder(data.rules);
  const folder = sharedFolder(sorted.map(({ path }) => path));
  return html`<header class="intro"><p class="eyebrow">Catalogue</p><h1>Rules</h1></header>
<div class="catalogue">
<search class="searching" aria-label="Rules"><label for="q" class="unseen">Search rules</label><input id="q" type="search" placeholder="Search names, descriptions, tables, techniques, words of a query…" autocomplete="off" spellcheck="false" aria-describedby="hint"><p id="hint" class="help">Every word must be there; <kbd>"two words"</kbd> keeps them together, <kbd>-word</kbd> leaves out. <kbd>/</kbd> comes here, <kbd>↓</kbd> goes to the results.</p></search>
<aside id="facets" class="facets" aria-label="Narrow down"><noscript><p class="help">Search and facets need scripts; each rule's own page does not.</p></noscript></aside>
<section id="results" class="card results" aria-labelledby="results-h"><h2 id="results-h" class="unseen">Results</h2>
<div class="bar-row"><p id="status" role="status" aria-live="polite">${count(sorted.length, 'rule')}</p><div id="tools" class="tools" hidden><button type="button" id="clear" hidden>Clear</button><button type="button" id="download">Download as CSV</button></div></div>
<div class="scroll" role="region" tabindex="0" aria-label="Rules"><table><caption class="unseen">Rules</caption><thead><tr>${['Rule', 'Severity', 'Tactics', 'Tests', 'Owner'].map(head)}</tr></thead><tbody id="rows">${sorted.slice(0, FIRST).map((rule) => row(rule, data, { map, folder }))}</tbody></table></div>
<nav class="pager" aria-label="Pages"><button type="button" id="previous" disabled>Previous</button><span id="range" aria-live="polite">${sorted.length > FIRST && `the first ${FIRST}`}</span><button type="button" id="next" disabled>Next</button></nav></section>
</div>`;
}

/** Columns that can be sorted by, with the key of their facet. */
const SORTABLE: Readonly<Record<string, string>> = {
  Rule: 'name',
  Severity: 'severity',
  Tests: 'tests',
  Owner: 'owner',
};

function head(title: string): Html {
  const key = SORTABLE[title];
  if (key === undefined) return html`<th scope="col">${title}</th>`;
  return html`<th scope="col" aria-sort="none"><button type="button" data-sort="${key}">${title}</button></th>`;
}

function row(
  rule: ReportRule,
  { coverage }: ReportData,
  { map, folder }: { readonly map: SiteMap; readonly folder: string },
): Html {
  const { tactics } = attackNames(coverage);
  const names = rule.tactics.map((id) => tactics.get(id) ?? id);
  const standing = testStanding(rule);
  const { path, kind, maturity: status } = rule;
  const facts = { path, kind, status, enabled: rule.enabled ? 'enabled' : 'disabled' };
  const tone = { passed: 'good', failed: 'bad', untested: 'warn', 'not run': 'calm' } as const;
  return html`<tr><th scope="row"><a href="${map.pageOf(rule)}">${rule.name}</a><span class="place">${placeWords(facts, folder)}</span></th><td>${severityBadge(rule.severity)}</td><td>${names.join(', ')}</td><td>${badge(standing, tone[standing])}</td><td>${rule.owner ?? NO_OWNER}</td></tr>
`;
}

/** What the page's script works on. */
export function catalogueData({ rules, coverage }: ReportData, map: SiteMap): CatalogueData {
  const { tactics, techniques } = attackNames(coverage);
  const sorted = inOrder(rules);
  const columns: readonly FacetColumn[] = [
    { key: 'severity', label: 'Severity', of: (rule) => [rule.severity] },
    { key: 'status', label: 'Status', of: (rule) => [rule.maturity] },
    { key: 'enabled', label: 'Enabled', of: (rule) => [rule.enabled ? 'enabled' : 'disabled'] },
    { key: 'tests', label: 'Tests', of: (rule) => [testStanding(rule)] },
    { key: 'kind', label: 'Kind', of: (rule) => [rule.kind] },
    { key: 'area', label: 'Area', of: (rule) => [rule.area], name: (value) => (value === '' ? NO_AREA : value) },
    { key: 'tactic', label: 'Tactic', of: (rule) => rule.tactics, name: (id) => tactics.get(id) ?? id },
    {
      key: 'technique',
      label: 'Technique',
      // who looks for a technique means its sub-techniques too
      of: (rule) => [...new Set(rule.techniques.flatMap((id) => [id.slice(0, 5), id]))],
      name: (id) => `${id} ${techniques.get(id) ?? ''}`.trim(),
    },
    {
      key: 'target',
      label: 'Target',
      of: (rule) => (rule.live.length === 0 ? [NOWHERE] : rule.live.map(({ target }) => target)),
    },
    { key: 'table', label: 'Table', of: (rule) => rule.tables },
    { key: 'watchlist', label: 'Watchlist', of: (rule) => rule.watchlists.map(({ name }) => name) },
    { key: 'owner', label: 'Owner', of: (rule) => [rule.owner ?? NO_OWNER] },
  ];
  const facets = columns.map((column) => facetOf(column, sorted));
  const places = facets.map(({ values }) => new Map(values.map(([value], index) => [value, index])));
  return {
    facets,
    entries: sorted.map((rule) => ({
      page: map.pageOf(rule),
      name: rule.name,
      id: rule.id,
      path: rule.path,
      words: wordsOf(rule, techniques),
      values: columns.map(({ of }, facet) => of(rule).flatMap((value) => places[facet]?.get(value) ?? [])),
    })),
  };
}

interface FacetColumn {
  readonly key: string;
  readonly label: string;
  of(rule: ReportRule): readonly string[];
  name?(value: string): string;
}

function facetOf({ key, label, of, name = (value) => value }: FacetColumn, rules: readonly ReportRule[]): Facet {
  const order = ORDER[key] ?? [];
  const rank = (value: string): number => (order.includes(value) ? order.indexOf(value) : order.length);
  const values = [...new Set(rules.flatMap(of))].toSorted((a, b) => rank(a) - rank(b) || compareText(a, b));
  return { key, label, values: values.map((value) => [value, name(value)]) };
}

function wordsOf(rule: ReportRule, techniques: ReadonlyMap<string, string>): string {
  return [
    rule.description,
    ...rule.techniques.flatMap((id) => [id, techniques.get(id) ?? '']),
    ...rule.tactics,
    ...rule.tables,
    ...rule.connectors,
    ...rule.watchlists.map(({ name }) => name),
    ...rule.functions,
    ...rule.exclusions.map(({ name }) => name),
    rule.owner ?? '',
    queryWords(rule.query.text),
  ]
    .join(' ')
    .toLowerCase();
}

function inOrder(rules: readonly ReportRule[]): readonly ReportRule[] {
  return rules.toSorted(
    (a, b) => compareText(a.name.toLowerCase(), b.name.toLowerCase()) || compareText(a.path, b.path),
  );
}
