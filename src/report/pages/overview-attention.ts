import { html } from '../html/html';
import type { Html } from '../html/html';
import { badge } from '../parts/badge';
import type { ReportData } from '../report-data';
import { count, expiryOf, testStanding } from '../standing';

interface Matter {
  readonly tone: 'bad' | 'warn' | 'info';
  readonly label: string;
  readonly words: string;
  readonly href: string;
}

/** What somebody should look at, worst first. */
export function attention(data: ReportData): Html {
  const matters = [...mattersOf(data)];
  if (matters.length === 0)
    return html`<p class="empty">Nothing: no error, no failed test, no drift, nothing expired.</p>`;
  return html`<ul class="matters">${matters.map(
    ({ tone, label, words, href }) => html`<li><a href="${href}">${badge(label, tone)}<span>${words}</span></a></li>`,
  )}</ul>`;
}

function* mattersOf({ rules, findings, targets, tables }: ReportData): Generator<Matter> {
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  if (errors > 0) yield matter('bad', 'errors', `${count(errors, 'error')} of check`, 'findings.html');
  const failed = rules.filter((rule) => testStanding(rule) === 'failed').length;
  if (failed > 0) {
    yield matter('bad', 'tests', `${count(failed, 'rule')} with a failing test`, 'catalogue.html#tests=failed');
  }
  for (const { name, seen, problem, deployments } of targets) {
    const drift = seen?.drift.length ?? 0;
    if (problem !== undefined) yield matter('bad', 'ledger', `${name}: ${problem}`, 'deployments.html');
    if (drift > 0) {
      yield matter(
        'bad',
        'drift',
        `${name}: ${count(drift, 'rule')} not as we left ${drift === 1 ? 'it' : 'them'}`,
        'deployments.html',
      );
    }
    const open = deployments.filter(({ result }) => result !== 'complete').length;
    const [last] = deployments;
    if (last !== undefined && last.result !== 'complete') {
      yield matter(
        'warn',
        'deployment',
        `${name}: the last deployment is ${last.result} (${open} in all)`,
        'deployments.html',
      );
    }
  }
  const exclusions = rules.flatMap((rule) => rule.exclusions);
  const expired = exclusions.filter((exclusion) => expiryOf(exclusion) === 'expired').length;
  if (expired > 0)
    yield matter('warn', 'exclusions', `${count(expired, 'exclusion')} past the date`, 'exclusions.html');
  const soon = exclusions.filter((exclusion) => expiryOf(exclusion) === 'soon').length;
  if (soon > 0)
    yield matter('info', 'exclusions', `${count(soon, 'exclusion')} within 30 days of the end`, 'exclusions.html');
  const untested = rules.filter(
    (rule) => testStanding(rule) === 'untested' && rule.enabled && rule.maturity === 'production',
  ).length;
  if (untested > 0) {
    yield matter(
      'warn',
      'tests',
      `${count(untested, 'production rule')} without a test`,
      'catalogue.html#tests=untested&status=production',
    );
  }
  const [widest] = tables.toSorted((a, b) => b.rules.length - a.rules.length);
  if (widest !== undefined && widest.rules.length > 1) {
    yield matter('info', 'tables', `${widest.name} feeds the most rules: ${widest.rules.length}`, 'tables.html');
  }
}

function matter(tone: Matter['tone'], label: string, words: string, href: string): Matter {
  return { tone, label, words, href };
}
