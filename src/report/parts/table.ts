import { html } from '../html/html';
import type { Html, HtmlValue } from '../html/html';

interface TableColumn {
  readonly title: string;
  /** Numbers stand to the right. */
  readonly numeric?: true;
}

export interface TableParts {
  /** Says what the table is; read out, and shown unless a heading says it. */
  readonly caption: string;
  readonly columns: readonly TableColumn[];
  /** Cells by column; the first of each row is its header. */
  readonly rows: readonly (readonly HtmlValue[])[];
  /** What is said where there is no row. */
  readonly empty: string;
}

/** A table with headers for both directions; where it is wider than the page it scrolls, also by keyboard. */
export function table({ caption, columns, rows, empty }: TableParts): Html {
  if (rows.length === 0) return html`<p class="empty">${empty}</p>`;
  const kind = (index: number): Html => (columns[index]?.numeric === true ? html` class="num"` : html``);
  return html`<div class="scroll" role="region" tabindex="0" aria-label="${caption}"><table>
<caption class="unseen">${caption}</caption>
<thead><tr>${columns.map(({ title }, index) => html`<th scope="col"${kind(index)}>${title}</th>`)}</tr></thead>
<tbody>${rows.map(
    (row) => html`<tr>${row.map((cell, index) =>
      index === 0 ? html`<th scope="row">${cell}</th>` : html`<td${kind(index)}>${cell}</td>`,
    )}</tr>
`,
  )}</tbody></table></div>`;
}
