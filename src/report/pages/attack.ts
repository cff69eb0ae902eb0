import { compareText } from '../../diagnostics';
import type { AttackCell, AttackData } from '../browser/attack-data';
import { HEAT_FROM, heatOf } from '../browser/heat';
import { html } from '../html/html';
import type { Html } from '../html/html';
import { catalogueAddress } from '../html/link';
import type { AttackTechniqueRow, ReportData, ReportRule } from '../report-data';
import type { SiteMap } from '../site-map';
import { count, testStanding } from '../standing';

/** Techniques and tactics as columns, darker where more rules are. */
export function attackPage({ attack, rules, targets }: ReportData, map: SiteMap): Html {
  const byBase = rulesByBase(rules);
  const bases = attack.techniques.filter(({ id }) => !id.includes('.'));
  const known = new Set(attack.techniques.map(({ id }) => id));
  const covered = bases.filter(({ id }) => byBase.has(id)).length;
  const bare = rules.filter(({ techniques }) => techniques.length === 0).length;
  const others = rules.filter(({ techniques }) => techniques.some((id) => !known.has(id)));
  return html`<header class="intro"><p class="eyebrow">ATT&amp;CK enterprise ${attack.version}</p><h1>Coverage</h1><p class="lead">A rule counts for a technique that it names, or of which it names a sub-technique. ${bare > 0 && `${count(bare, 'rule names', 'rules name')} none.`}</p></header>
<div class="bar-row"><p id="status" role="status" aria-live="polite">${covered} of ${bases.length} techniques have a rule</p><div id="tools" class="tools" hidden><label for="view">Count</label><select id="view">${viewNames(targets.map(({ name }) => name)).map((name, index) => html`<option value="${index}">${name}</option>`)}</select><label class="check"><input type="checkbox" id="only"> only techniques with a rule</label></div></div>
${heatLegend()}
<div id="matrix" class="matrix" role="region" tabindex="0" aria-label="Matrix of tactics and techniques">${attack.tactics.map(
    ({ id, name }) => {
      const own = bases.filter(({ tactics }) => tactics.includes(id)).toSorted((a, b) => compareText(a.name, b.name));
      return html`<section aria-labelledby="m-${id}"><h2 id="m-${id}">${name} <small>${own.filter((each) => byBase.has(each.id)).length} of ${own.length}</small></h2><ul>${own.map((each) => cell(each, byBase.get(each.id)?.length ?? 0))}</ul></section>
`;
    },
  )}</div>
${others.length > 0 && html`<section class="card" aria-labelledby="others-h"><h2 id="others-h">Techniques of other matrices</h2><ul class="readers">${others.map((rule) => html`<li><a href="${map.pageOf(rule)}">${rule.name}</a> <span class="place">${rule.techniques.filter((id) => !known.has(id)).join(', ')}</span></li>`)}</ul></section>`}
<dialog id="drill" aria-labelledby="drill-title"><div class="drill"><h2 id="drill-title">Technique</h2><div id="drill-body"></div><p class="tools"><a id="drill-all" class="button" href="catalogue.html">In the catalogue</a><button type="button" id="drill-close">Close</button></p></div></dialog>
<p class="notice">ATT&amp;CK® is a registered trademark of The MITRE Corporation.</p>`;
}

function cell({ id, name }: AttackTechniqueRow, rules: number): Html {
  return html`<li><a data-id="${id}" data-heat="${heatOf(rules)}" href="${catalogueAddress('technique', id)}"><span class="id">${id}</span> <span class="name">${name}</span> <span class="n">${rules}</span><span class="unseen"> ${rules === 1 ? 'rule' : 'rules'}</span></a></li>`;
}

function heatLegend(): Html {
  const steps = [
    'none',
    ...HEAT_FROM.map((from, index) => {
      const next = HEAT_FROM[index + 1];
      return next === undefined ? `${from} or more` : next === from + 1 ? String(from) : `${from} to ${next - 1}`;
    }),
  ];
  return html`<ul class="legend heat" aria-label="Rules of a technique">${steps.map((words, step) => html`<li><span class="swatch" data-heat="${step}"></span>${words}</li>`)}</ul>`;
}

function viewNames(targets: readonly string[]): readonly string[] {
  return ['all rules', 'enabled rules', 'rules with passing tests', ...targets.map((name) => `rules live in ${name}`)];
}

/** What the page's script works on. */
export function attackData({ attack, rules, targets }: ReportData, map: SiteMap): AttackData {
  const bases = attack.techniques.filter(({ id }) => !id.includes('.'));
  const names = new Map(attack.techniques.map(({ id, name }) => [id, name]));
  const byId = new Map<string, number[]>();
  rules.forEach(({ techniques }, index) => {
    for (const id of techniques) byId.set(id, [...(byId.get(id) ?? []), index]);
  });
  const cells = bases.map(({ id, name }): readonly [string, AttackCell] => {
    const subs = [...byId.keys()].filter((each) => each.startsWith(`${id}.`)).toSorted(compareText);
    const parts = [id, ...subs].map((each) => ({ id: each, name: names.get(each) ?? '', rules: byId.get(each) ?? [] }));
    return [id, { name, parts }];
  });
  return {
    views: viewNames(targets.map(({ name }) => name)),
    techniques: Object.fromEntries(cells),
    rules: rules.map((rule) => ({
      page: map.pageOf(rule),
      name: rule.name,
      severity: rule.severity,
      views: [
        0,
        ...(rule.enabled ? [1] : []),
        ...(testStanding(rule) === 'passed' ? [2] : []),
        ...targets.flatMap(({ name }, index) => (rule.live.some(({ target }) => target === name) ? [3 + index] : [])),
      ],
    })),
  };
}

function rulesByBase(rules: readonly ReportRule[]): ReadonlyMap<string, readonly ReportRule[]> {
  const found = new Map<string, ReportRule[]>();
  for (const rule of rules) {
    for (const base of new Set(rule.techniques.map((id) => id.slice(0, 5)))) {
      found.set(base, [...(found.get(base) ?? []), rule]);
    }
  }
  return found;
}
