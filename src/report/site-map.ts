import type { ReportRule } from './report-data';

/** Where each rule's page is, from the site's root. */
export interface SiteMap {
  pageOf(rule: ReportRule): string;
  /** The rule of an id: of two that share one, the first. */
  ruleOf(id: string): ReportRule | undefined;
}

/** A page for each rule, named by its id: an id that two files share gets a number behind it. */
export function siteMap(rules: readonly ReportRule[]): SiteMap {
  const pages = new Map<ReportRule, string>();
  const byId = new Map<string, ReportRule>();
  const used = new Map<string, number>();
  for (const rule of rules) {
    // a file name takes less than an id may hold
    const stem = rule.id.replace(/[^0-9a-z-]/g, '-').slice(0, 64);
    const number = (used.get(stem) ?? 0) + 1;
    used.set(stem, number);
    pages.set(rule, `rules/${stem}${number === 1 ? '' : `-${number}`}.html`);
    if (!byId.has(rule.id)) byId.set(rule.id, rule);
  }
  return {
    pageOf: (rule) => pages.get(rule) ?? 'catalogue.html',
    ruleOf: (id) => byId.get(id.toLowerCase()),
  };
}
