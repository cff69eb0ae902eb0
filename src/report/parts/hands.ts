import { html, joined } from '../html/html';
import type { Html } from '../html/html';
import type { ReportHands, ReportPeriod, ReportPerson } from '../report-data';
import { badge } from './badge';
import { moment } from './time';

/** `live in prod, 2026-11-10 08:03 UTC to now`, and who brought it there. */
export function periodLine({ target, state, from, until, doubts, hands }: ReportPeriod): Html {
  const span =
    state === 'deleted' ? moment(from) : html`${moment(from)} to ${until === undefined ? 'now' : moment(until)}`;
  const doubt = doubts.length > 0 && ` (${doubts.join('; ')})`;
  return html`<div class="period"><p class="place">${state} in <strong>${target}</strong>, ${span}${doubt}</p>${hands !== undefined && handsLines(hands)}</div>`;
}

function handsLines({ people, findings }: ReportHands): Html {
  return html`${people.length > 0 && html`<p class="place">${peopleWords(people)}</p>`}${findings.map(({ what, words }) => html`<p class="place">${badge(what, 'warn')} ${words}</p>`)}`;
}

/** `chi started the run, ada approved the run`; what nobody but the text itself says is called so. */
export function peopleWords(people: readonly ReportPerson[]): Html {
  return joined(
    people.map(({ who, what, weight }) => html`<strong>${who}</strong> ${what}${weight === 'claimed' && ' (claimed)'}`),
    html`, `,
  );
}
