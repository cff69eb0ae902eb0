import { html } from '../html/html';
import type { Html } from '../html/html';

export interface Column {
  /** Under the column; empty for most, where there are many. */
  readonly label: string;
  /** Says the whole: `week of 2026-11-23: 3 deployments`. */
  readonly words: string;
  readonly value: number;
}

const WIDTH = 440;
const HEIGHT = 150;
const FOOT = 22;
const HEAD = 16;

/** Columns over time. `id` must be the page's only one; `title` and `summary` are what a screen reader says. */
export function columns(
  { id, title, summary }: { readonly id: string; readonly title: string; readonly summary: string },
  values: readonly Column[],
): Html {
  const most = Math.max(1, ...values.map(({ value }) => value));
  const step = WIDTH / Math.max(1, values.length);
  const room = HEIGHT - FOOT - HEAD;
  return html`<svg class="columns" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-labelledby="${id}-t ${id}-d"><title id="${id}-t">${title}</title><desc id="${id}-d">${summary}</desc><line class="axis" x1="0" x2="${WIDTH}" y1="${HEIGHT - FOOT}" y2="${HEIGHT - FOOT}"/>${values.map(
    ({ label, words, value }, index) => {
      const height = value === 0 ? 0 : Math.max(3, (value / most) * room);
      const x = index * step + step * 0.18;
      const middle = (index * step + step / 2).toFixed(1);
      return html`<g><title>${words}</title><rect class="hit" x="${(index * step).toFixed(1)}" y="0" width="${step.toFixed(1)}" height="${HEIGHT - FOOT}"/><rect class="accent" x="${x.toFixed(1)}" y="${(HEIGHT - FOOT - height).toFixed(1)}" width="${(step * 0.64).toFixed(1)}" height="${height.toFixed(1)}" rx="2"/>${value > 0 && html`<text class="value" x="${middle}" y="${(HEIGHT - FOOT - height - 4).toFixed(1)}">${value}</text>`}${label !== '' && labelOf(label, { index, of: values.length, middle })}</g>`;
    },
  )}</svg>`;
}

/** A label under its column; those at the ends stay inside of the picture. */
function labelOf(
  label: string,
  { index, of, middle }: { readonly index: number; readonly of: number; readonly middle: string },
): Html {
  const y = HEIGHT - 6;
  if (index === 0) return html`<text class="first" x="0" y="${y}">${label}</text>`;
  if (index === of - 1) return html`<text class="last" x="${WIDTH}" y="${y}">${label}</text>`;
  return html`<text x="${middle}" y="${y}">${label}</text>`;
}
