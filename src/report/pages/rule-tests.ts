import { html } from '../html/html';
import type { Html } from '../html/html';
import { badge } from '../parts/badge';
import { table } from '../parts/table';
import type { ReportTests } from '../report-data';

/** The cases of a rule's tests and their results. */
export function testsOf(tests: ReportTests): Html {
  if (tests.kind === 'not run') return html`<p class="empty">Tests were not run for this report.</p>`;
  return table({
    caption: 'Cases of the tests of this rule',
    columns: [{ title: 'Case' }, { title: 'Result' }, { title: 'Alerts', numeric: true }],
    rows: (tests.kind === 'none' ? [] : tests.cases).map(({ name, passed, problems, alerts }) => [
      html`${name}${problems.length > 0 && html`<ul class="problems">${problems.map((each) => html`<li>${each}</li>`)}</ul>`}`,
      passed ? badge('passed', 'good') : badge('failed', 'bad'),
      alerts ?? '',
    ]),
    empty: 'This rule has no tests.',
  });
}
