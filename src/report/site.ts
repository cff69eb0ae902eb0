import type { ReportAssets } from './assets';
import { csvText } from '../csv';
import { attackData, attackPage } from './pages/attack';
import { catalogueData, cataloguePage } from './pages/catalogue';
import { deploymentsPage } from './pages/deployments';
import { exclusionsPage } from './pages/exclusions';
import { findingsPage } from './pages/findings';
import { huntingPage } from './pages/hunting';
import { overviewPage } from './pages/overview';
import { rulePage } from './pages/rule';
import { tablesPage } from './pages/tables';
import { page } from './parts/frame';
import type { PageParts, Site } from './parts/frame';
import type { ReportData } from './report-data';
import { siteMap } from './site-map';
import { testStanding } from './standing';

/** A file of the site: its path from the site's root, with forward slashes, and its text. */
export type SiteFile = readonly [path: string, text: string];

/**
 * The whole report, a file at a time. It opens from a folder, without a server: pages hold what they need, ask for
 * nothing but the style sheet beside them, and run no script but those whose hashes their policy names.
 */
export function* siteFiles(data: ReportData, assets: ReportAssets): Generator<SiteFile> {
  const { project, rules } = data;
  // most projects have none
  const hunting = data.hunts.length > 0;
  const site: Site = { assets, project, without: hunting ? [] : ['hunting.html'] };
  const map = siteMap(rules);
  const top = (section: PageParts['section'], title: string, rest: Pick<PageParts, 'main' | 'script'>): SiteFile => [
    section,
    page({ title, section, root: '', ...rest }, site),
  ];
  yield ['report.css', assets.css];
  yield top('index.html', 'Overview', { main: overviewPage(data) });
  yield top('catalogue.html', 'Rules', {
    main: cataloguePage(data, map),
    script: { name: 'catalogue', data: catalogueData(data, map) },
  });
  if (hunting) yield top('hunting.html', 'Hunting queries', { main: huntingPage(data) });
  yield top('attack.html', 'ATT&CK coverage', {
    main: attackPage(data, map),
    script: { name: 'attack', data: attackData(data, map) },
  });
  yield top('deployments.html', 'Deployments', { main: deploymentsPage(data, map) });
  yield top('tables.html', 'Tables', { main: tablesPage(data, map) });
  yield top('exclusions.html', 'Exclusions', { main: exclusionsPage(data, map) });
  yield top('findings.html', 'Findings', { main: findingsPage(data, map) });
  for (const rule of rules) {
    const main = rulePage(rule, data);
    yield [map.pageOf(rule), page({ title: rule.name, section: 'catalogue.html', root: '../', main }, site)];
  }
  yield* csvFiles(data);
}

function* csvFiles({ rules, tables }: ReportData): Generator<SiteFile> {
  const rulesHead = [
    'id',
    'name',
    'file',
    'severity',
    'kind',
    'status',
    'enabled',
    'version',
    'owner',
    'tactics',
    'techniques',
    'tables',
    'tests',
  ];
  const ruleRows = rules.map((rule) => [
    rule.id,
    rule.name,
    rule.path,
    rule.severity,
    rule.kind,
    rule.maturity,
    rule.enabled ? 'yes' : 'no',
    rule.version ?? '',
    rule.owner ?? '',
    rule.tactics.join('; '),
    rule.techniques.join('; '),
    rule.tables.join('; '),
    testStanding(rule),
  ]);
  yield ['data/rules.csv', csvText([rulesHead, ...ruleRows])];
  const exclusionsHead = ['rule', 'name', 'exclusion', 'scenario', 'where', 'owner', 'expires'];
  const exclusionRows = rules.flatMap(({ id, name, exclusions }) =>
    exclusions.map((each) => [id, name, each.name, each.scenario, each.where, each.owner ?? '', each.expires ?? '']),
  );
  yield ['data/exclusions.csv', csvText([exclusionsHead, ...exclusionRows])];
  const tableRows = tables.map(({ name, connectors, rules: ids }) => [
    name,
    connectors.join('; '),
    ids.length,
    ids.join('; '),
  ]);
  yield ['data/tables.csv', csvText([['table', 'connectors', 'rules', 'ids'], ...tableRows])];
}
