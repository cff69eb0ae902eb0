import { rulesIn } from '../../coverage';
import type { Coverage, TechniqueCoverage } from '../../coverage';
import type { AttackCell, AttackData } from '../browser/attack-data';
import { HEAT_FROM, heatOf } from '../browser/heat';
import { html } from '../html/html';
import type { Html } from '../html/html';
import { catalogueAddress } from '../html/link';
import type { ReportData } from '../report-data';
import type { SiteMap } from '../site-map';
import { count } from '../standing';

/** Techniques below tactics, darker where more rules look for them. */
export function attackPage({ coverage }: ReportData, map: SiteMap): Html {
  const { attack, totals, tactics, without } = coverage;
  return html`<header class="intro"><p class="eyebrow">ATT&amp;CK enterprise ${attack}</p><h1>Coverage</h1><p class="lead">A cell counts the rules that name its technique or one of its sub-techniques, below the tactics that they name too. ${without.length > 0 && `${count(without.length, 'rule names', 'rules name')} none.`}</p></header>
<div class="bar-row"><p id="status" role="status" aria-live="polite">${totals.rules} of ${totals.techniques} techniques have a rule</p><div id="tools" class="tools" hidden><label for="view">Count</label><select id="view">${viewsOf(coverage).map(({ words }, index) => html`<option value="${index}">${words}</option>`)}</select><label class="check"><input type="checkbox" id="only"> only techniques with a rule</label></div></div>
${heatLegend()}
<div id="matrix" class="matrix" role="region" tabindex="0" aria-label="Matrix of tactics and techniques">${tactics.map(
    ({
      id,
      name,
      techniques,
    }) => html`<section aria-labelledby="m-${id}"><h2 id="m-${id}">${name} <small>${techniques.filter((each) => rulesIn(each).length > 0).length} of ${techniques.length}</small></h2><ul>${techniques.map((each) => cell(id, each))}</ul></section>
`,
  )}</div>
${besides(coverage, map)}
<dialog id="drill" aria-labelledby="drill-title"><div class="drill"><h2 id="drill-title">Technique</h2><div id="drill-body"></div><p class="tools"><a id="drill-all" class="button" href="catalogue.html">In the catalogue</a><button type="button" id="drill-close">Close</button></p></div></dialog>
<p class="notice">ATT&amp;CK® is a registered trademark of The MITRE Corporation.</p>`;
}

function cell(tactic: string, technique: TechniqueCoverage): Html {
  const { id, name } = technique;
  const rules = rulesIn(technique).length;
  return html`<li><a data-cell="${tactic}/${id}" data-id="${id}" data-heat="${heatOf(rules)}" href="${catalogueAddress('technique', id)}"><span class="id">${id}</span> <span class="name">${name}</span> <span class="n">${rules}</span><span class="unseen"> ${rules === 1 ? 'rule' : 'rules'}</span></a></li>`;
}

/** What rules name and the matrix does not have. */
function besides({ misplaced }: Coverage, map: SiteMap): Html | undefined {
  if (misplaced.length === 0) return undefined;
  return html`<section class="card" aria-labelledby="others-h"><h2 id="others-h">Not in this matrix</h2><ul class="readers">${misplaced.map(
    ({ rule, id, why }) => {
      const known = map.ruleOf(rule.id);
      const name = known === undefined ? html`${rule.name}` : html`<a href="${map.pageOf(known)}">${rule.name}</a>`;
      return html`<li>${name} <span class="place">${id}: ${why}</span></li>`;
    },
  )}</ul></section>`;
}

function heatLegend(): Html {
  const steps = HEAT_FROM.map((from, index) => {
    const next = HEAT_FROM[index + 1];
    return next === undefined ? `${from} or more` : next === from + 1 ? String(from) : `${from} to ${next - 1}`;
  });
  return html`<ul class="legend heat" aria-label="Rules of a technique">${['none', ...steps].map((words, step) => html`<li><span class="swatch" data-heat="${step}"></span>${words}</li>`)}</ul>`;
}

type CoveredRule = Coverage['without'][number];

interface View {
  readonly words: string;
  counts(rule: CoveredRule): boolean;
}

/** What cells may count: all rules, those enabled in a target, those of which a test shows that they fire. */
function viewsOf({ targets, tests }: Coverage): readonly View[] {
  return [
    { words: 'all rules', counts: () => true },
    ...targets.map((target) => ({
      words: `rules enabled in ${target}`,
      counts: ({ enabledIn }: CoveredRule) => enabledIn.includes(target),
    })),
    ...(tests === 'run'
      ? [{ words: 'rules whose tests fire', counts: ({ tested }: CoveredRule) => tested === 'fires' }]
      : []),
  ];
}

/** What the page's script works on. */
export function attackData({ coverage }: ReportData, map: SiteMap): AttackData {
  const views = viewsOf(coverage);
  const covered = new Map(
    coverage.tactics
      .flatMap(({ techniques }) => techniques.flatMap(rulesIn))
      .map((rule): readonly [string, CoveredRule] => [rule.path, rule]),
  );
  const places = new Map([...covered.keys()].map((path, index) => [path, index]));
  const placesOf = (rules: readonly CoveredRule[]): readonly number[] =>
    rules.flatMap(({ path }) => places.get(path) ?? []);
  const cells = coverage.tactics.flatMap((tactic) =>
    tactic.techniques.map((technique): readonly [string, AttackCell] => {
      const parts = [technique, ...technique.subTechniques].filter(({ by }) => by.length > 0);
      return [
        `${tactic.id}/${technique.id}`,
        { name: technique.name, parts: parts.map(({ id, name, by }) => ({ id, name, rules: placesOf(by) })) },
      ];
    }),
  );
  return {
    cells: Object.fromEntries(cells),
    rules: [...covered.values()].map((rule) => {
      const known = map.ruleOf(rule.id);
      return {
        page: known === undefined ? catalogueAddress('technique', '') : map.pageOf(known),
        name: rule.name,
        severity: rule.severity,
        views: views.flatMap(({ counts }, index) => (counts(rule) ? [index] : [])),
      };
    }),
  };
}
