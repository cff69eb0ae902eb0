import { escapeHtml } from './escape';

/** No value that was read from a file or an answer can carry it. */
const MADE_HERE = Symbol('html');

/** A piece of a page that is HTML already. Made by `html` and `raw` alone. */
export interface Html {
  readonly markup: string;
  readonly [MADE_HERE]: true;
}

/** What may stand in a template: text is escaped, `undefined` and `false` leave nothing behind. */
export type HtmlValue = string | number | Html | undefined | false | readonly HtmlValue[];

/**
 * The one way to write HTML here: whatever is put into the template is text, in elements and in quoted attributes,
 * unless it is `Html`. Attributes without quotes, scripts and styles must not hold any value.
 */
export function html(strings: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  let markup = strings[0] ?? '';
  values.forEach((value, index) => {
    markup += markupOf(value) + (strings[index + 1] ?? '');
  });
  return raw(markup);
}

/** Markup from our own hands. Never give it anything that a rule, a commit or a workspace says. */
export function raw(markup: string): Html {
  return { markup, [MADE_HERE]: true };
}

/** Pieces with the same between each two. */
export function joined(pieces: readonly HtmlValue[], between: HtmlValue): Html {
  return raw(pieces.map(markupOf).join(markupOf(between)));
}

function markupOf(value: HtmlValue): string {
  if (value === undefined || value === false) return '';
  if (typeof value === 'string') return escapeHtml(value);
  if (typeof value === 'number') return String(value);
  if (MADE_HERE in value) return value.markup;
  return value.map(markupOf).join('');
}
