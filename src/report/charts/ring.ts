import { html } from '../html/html';
import type { Html } from '../html/html';

const RADIUS = 15.915; // a circumference of 100
const ROUND = 100;

/** A share of a whole as a ring, with the number in its middle. `words` is what a screen reader says. */
export function ring(share: number, words: string): Html {
  const length = Math.max(0, Math.min(1, share)) * ROUND;
  const dash = `${length.toFixed(2)} ${(ROUND - length).toFixed(2)}`;
  return html`<svg class="ring" viewBox="0 0 42 42" role="img" aria-label="${words}"><circle class="track" cx="21" cy="21" r="${RADIUS}"/><circle class="fill" cx="21" cy="21" r="${RADIUS}" stroke-dasharray="${dash}" transform="rotate(-90 21 21)"/><text x="21" y="24">${Math.round(share * ROUND)}%</text></svg>`;
}
