// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const NOT_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]/g;
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Text in XML, in elements and attributes. Characters that XML 1.0 cannot hold become `·`. */
export function escapeXml(text: string): string {
  return text
    .replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`)
    .replace(/[\r\t]/g, ' ')
    .replace(NOT_XML, '·')
    .replace(LONE_SURROGATE, '·');
}

/** The data of a workflow command (GitHub documentation, workflow commands): one line, and no second command in it. */
export function escapeCommandData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

export function escapeCommandProperty(text: string): string {
  return escapeCommandData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

/** Text in a cell of a markdown table: no markup, no HTML, no mention, no line break. */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/[\\`*_{}[\]()#+!|~<>&-]/g, (char) => (/[<>&]/.test(char) ? `&#${char.charCodeAt(0)};` : `\\${char}`))
    .replaceAll('@', '&#64;')
    .replace(/\bhttps?:/gi, (scheme) => scheme.replace(':', '&#58;'));
}

/** A path as a relative URI: a file name may hold what means something else there (`#`, `?`), and halves of characters. */
export function escapePath(path: string): string {
  return path.replace(LONE_SURROGATE, '\ufffd').split('/').map(encodeURIComponent).join('/');
}
