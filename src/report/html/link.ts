import { html } from './html';
import type { Html } from './html';

/**
 * The address if it is one that a page may link to: https, without a user name in it, which could make it read as another
 * host's. Everything else stays text.
 */
export function safeAddress(text: string): string | undefined {
  let url: URL;
  try {
    url = new URL(text.trim());
  } catch {
    return undefined;
  }
  const named = url.username !== '' || url.password !== '';
  return url.protocol !== 'https:' || named || /[\s<>"'`\\]/.test(text.trim()) ? undefined : url.href;
}

/** A link to the outside where the text is an address that may be one, else the text. Nothing is told to the other side. */
export function externalLink(text: string, label: string = text): Html {
  const address = safeAddress(text);
  if (address === undefined) return html`<span class="plain">${text}</span>`;
  // on paper an address stands behind its link, unless it is the link
  return html`<a class="${label === text ? 'plain' : 'out'}" href="${address}" rel="noopener noreferrer external">${label}</a>`;
}

/** The catalogue's address with one value of one facet chosen; half characters have no place in an address. */
export function catalogueAddress(facet: string, value: string): string {
  const whole = value.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd');
  return `catalogue.html#${facet}=${encodeURIComponent(whole)}`;
}
