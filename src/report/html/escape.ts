/** Characters that HTML cannot hold, and those that turn the direction of a text so that it reads as it is not. */
const UNSEEN =
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufeff\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
};

/** Text in an element or in an attribute that stands in quotes. What cannot be seen is shown by its number. */
export function escapeHtml(text: string): string {
  return visible(text).replace(/[&<>"'`]/g, (character) => ENTITIES[character] ?? '');
}

/** The same text with what nobody would see, or see where it is not, written as `U+202E` in brackets. */
export function visible(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(UNSEEN, (character) => {
    const code = character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
    return `\u27e8U+${code}\u27e9`;
  });
}

/**
 * A value as JSON inside `<script type="application/json">`: nothing in it can end the element or begin another, and the
 * parsed value is the same. Texts in it are not escaped for HTML: whoever shows them sets them as text.
 */
export function scriptJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
