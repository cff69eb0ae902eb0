import { compareText } from '../../diagnostics';
import { bar, legend } from '../charts/bar';
import type { BarPart } from '../charts/bar';
import { html } from '../html/html';
import type { Html, HtmlValue } from '../html/html';
import { catalogueAddress } from '../html/link';
import type { ReportData, ReportRule } from '../report-data';
import { testStanding } from '../standing';

const SEVERITIES = ['High', 'Medium', 'Low', 'Informational'] as const;
const MATURITIES = ['production', 'experimental', 'deprecated'] as const;
const MATURITY_TONES = { production: 'accent', experimental: 'accent-2', deprecated: 'accent-3' } as const;

const TESTS = [
  ['passed', 'good'],
  ['failed', 'bad'],
  ['untested', 'calm'],
  ['not run', 'calm'],
] as const;

/** Rules of each severity, by the maturity that their files say. */
export function severityChart(rules: readonly ReportRule[]): Html {
  const rows = SEVERITIES.map((severity) => {
    const own = rules.filter((rule) => rule.severity === severity);
    return {
      name: severity,
      href: catalogueAddress('severity', severity),
      parts: MATURITIES.map((maturity) => ({
        words: maturity,
        tone: MATURITY_TONES[maturity],
        value: own.filter((rule) => rule.maturity === maturity).length,
      })),
    };
  });
  return barTable({ caption: 'Rules by severity and status', head: 'Severity', rows });
}

/** Rules of each folder, by what their tests say. */
export function areaChart(rules: readonly ReportRule[]): Html {
  const areas = [...new Set(rules.map(({ area }) => area))].toSorted(compareText);
  const rows = areas.map((area) => {
    const own = rules.filter((rule) => rule.area === area);
    return {
      name: area === '' ? '(none)' : area,
      href: catalogueAddress('area', area),
      parts: TESTS.map(([standing, tone]) => ({
        words: standing,
        tone,
        value: own.filter((rule) => testStanding(rule) === standing).length,
      })),
    };
  });
  const many = rows.toSorted((a, b) => sum(b.parts) - sum(a.parts)).slice(0, 12);
  return barTable({ caption: 'Rules by area and the result of their tests', head: 'Area', rows: many });
}

/** Rules of each tactic of the matrix, in the order of an attack; a tactic without a rule is a gap and is shown. */
export function tacticChart({ coverage, rules: all }: ReportData): Html {
  const ran = coverage.tests === 'run';
  const rows = coverage.tactics.map(({ id, name }) => {
    const own = all.filter(({ tactics }) => tactics.includes(id));
    const tested = own.filter((rule) => testStanding(rule) === 'passed').length;
    return {
      name,
      href: catalogueAddress('tactic', id),
      parts: ran
        ? [
            { words: 'tests pass', tone: 'accent', value: tested },
            { words: 'no test, or one that fails', tone: 'accent-3', value: own.length - tested },
          ]
        : [{ words: 'rules', tone: 'accent', value: own.length }],
    };
  });
  return barTable({ caption: 'Rules by tactic', head: 'Tactic', rows });
}

interface BarTable {
  readonly caption: string;
  readonly head: string;
  readonly rows: readonly { readonly name: string; readonly href: string; readonly parts: readonly BarPart[] }[];
}

/** A chart that is a table: the bars are for the eye, the numbers for everybody. */
function barTable({ caption, head, rows }: BarTable): Html {
  if (rows.length === 0) return html`<p class="empty">There are no rules.</p>`;
  const most = Math.max(...rows.map(({ parts }) => sum(parts)));
  const kinds = (rows[0]?.parts ?? []).filter(({ words }) =>
    rows.some(({ parts }) => parts.some((part) => part.words === words && part.value > 0)),
  );
  const words = (parts: readonly BarPart[]): HtmlValue =>
    parts
      .filter(({ value }) => value > 0)
      .map((part) => `${part.value} ${part.words}`)
      .join(', ');
  return html`<table class="bars"><caption class="unseen">${caption}</caption><thead class="unseen"><tr><th scope="col">${head}</th><th scope="col">Rules</th><th scope="col">Parts</th></tr></thead><tbody>${rows.map(
    ({ name, href, parts }) =>
      html`<tr${sum(parts) === 0 && html` class="none"`}><th scope="row"><a href="${href}">${name}</a></th><td class="num">${sum(parts).toLocaleString('en')}</td><td>${bar(parts, most)}<span class="unseen">${words(parts)}</span></td></tr>`,
  )}</tbody></table>${kinds.length > 1 && legend(kinds)}`;
}

function sum(parts: readonly BarPart[]): number {
  return parts.reduce((all, { value }) => all + value, 0);
}
