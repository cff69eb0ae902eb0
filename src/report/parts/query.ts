import { escapeHtml } from '../html/escape';
import { html, raw } from '../html/html';
import type { Html } from '../html/html';
import type { ReportQuery } from '../report-data';

/** Class names of `style/code.css`, short because every page has hundreds. */
const CLASSES = {
  comment: 'c',
  literal: 'n',
  string: 's',
  type: 'y',
  column: 'l',
  table: 't',
  function: 'f',
  variable: 'v',
  keyword: 'k',
  operator: 'o',
} as const satisfies Record<ReportQuery['parts'][number]['kind'], string>;

/** A query in colour, with line numbers that are neither read out nor copied. */
export function queryBlock({ text, parts }: ReportQuery, label: string): Html {
  const shown = text.trimEnd();
  let markup = '';
  let at = 0;
  for (const { start, end, kind } of parts) {
    if (start < at || start >= shown.length) continue;
    markup += escapeHtml(shown.slice(at, start));
    markup += `<i class="${CLASSES[kind]}">${escapeHtml(shown.slice(start, end))}</i>`;
    at = end;
  }
  markup += escapeHtml(shown.slice(at));
  const numbers = Array.from(escapeHtml(shown).split('\n'), (_, index) => index + 1).join('\n');
  return html`<div class="code" role="region" tabindex="0" aria-label="${label}"><pre class="gutter" aria-hidden="true">${numbers}</pre><pre><code>${raw(markup)}</code></pre></div>`;
}
