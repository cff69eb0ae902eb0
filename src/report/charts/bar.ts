import { html } from '../html/html';
import type { Html } from '../html/html';

/** One length of a bar: its class gives the colour, its words what it counts. */
export interface BarPart {
  readonly value: number;
  readonly tone: string;
  readonly words: string;
}

/** A bar of parts, as long as its sum is to `most`. The numbers stand beside it: it is not read out. */
export function bar(parts: readonly BarPart[], most: number): Html {
  let at = 0;
  const scale = most === 0 ? 0 : 100 / most;
  const rects = parts
    .filter(({ value }) => value > 0)
    .map(({ value, tone, words }) => {
      const x = at;
      at += value * scale;
      return html`<rect class="${tone}" x="${x.toFixed(2)}%" width="${(value * scale).toFixed(2)}%" height="100%" rx="2.5"><title>${words}: ${value}</title></rect>`;
    });
  return html`<svg class="bar" aria-hidden="true" focusable="false">${rects}</svg>`;
}

/** What the colours of the bars mean. */
export function legend(parts: readonly Pick<BarPart, 'tone' | 'words'>[]): Html {
  return html`<ul class="legend">${parts.map(
    ({ tone, words }) =>
      html`<li><svg viewBox="0 0 10 10" aria-hidden="true" focusable="false"><rect class="${tone}" width="10" height="10" rx="2"/></svg>${words}</li>`,
  )}</ul>`;
}
