import { ring } from '../charts/ring';
import { html } from '../html/html';
import type { Html } from '../html/html';
import { badge } from '../parts/badge';
import { table } from '../parts/table';
import type { ReportCase, ReportTests } from '../report-data';
import { count } from '../standing';

/** Cases that stand open; more of them are folded. */
const MOST_OPEN = 12;

/** The cases of a rule's tests and their results, those first that fail. */
export function testsOf(tests: ReportTests): Html {
  if (tests.kind === 'not run') return html`<p class="empty">Tests were not run for this report.</p>`;
  if (tests.kind === 'none') return html`<p class="empty">This rule has no tests.</p>`;
  const { cases } = tests;
  const failed = cases.filter(({ passed }) => !passed);
  const passed = cases.filter((each) => each.passed);
  const words = `${passed.length} of ${count(cases.length, 'case')} ${passed.length === 1 ? 'passes' : 'pass'}`;
  const open = passed.length <= MOST_OPEN && html` open`;
  return html`<div class="verdict ${failed.length > 0 && 'bad'}">${ring(passed.length / cases.length, words)}<p>${words}</p></div>
${failed.length > 0 && casesTable('Cases that fail', failed)}
${passed.length > 0 && html`<details${open}><summary>${count(passed.length, 'case passes', 'cases pass')}</summary>${casesTable('Cases that pass', passed)}</details>`}`;
}

function casesTable(caption: string, cases: readonly ReportCase[]): Html {
  return table({
    caption,
    columns: [{ title: 'Case' }, { title: 'Result' }, { title: 'Alerts', numeric: true }],
    rows: cases.map(({ name, passed, problems, alerts }) => [
      html`${name}${problems.length > 0 && html`<ul class="problems">${problems.map((each) => html`<li>${each}</li>`)}</ul>`}`,
      passed ? badge('passed', 'good') : badge('failed', 'bad'),
      alerts ?? '',
    ]),
    empty: '',
  });
}
