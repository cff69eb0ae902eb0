import { html } from '../html/html';
import type { Html } from '../html/html';

/** `Date` reads nearly anything as some date; a moment of ours is ISO 8601. */
const ISO = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2}))?$/;

function parsed(text: string): number {
  return ISO.test(text) ? Date.parse(text) : Number.NaN;
}

/** A moment as `2026-11-24 17:05 UTC`: the same for every reader. What is no moment stays the text that it is. */
export function moment(at: string): Html {
  const time = parsed(at);
  if (Number.isNaN(time)) return html`${at}`;
  const text = new Date(time).toISOString();
  return html`<time datetime="${text}">${text.slice(0, 10)} <span class="clock">${text.slice(11, 16)} UTC</span></time>`;
}

/** Whole days from one day to another, both `YYYY-MM-DD` or longer; undefined where one is no date. */
export function daysBetween(from: string, to: string): number | undefined {
  const days = (parsed(to.slice(0, 10)) - parsed(from.slice(0, 10))) / 86_400_000;
  return Number.isNaN(days) ? undefined : Math.round(days);
}
