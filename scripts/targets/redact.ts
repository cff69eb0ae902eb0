import type { Diagnostic, Source, Span } from '../../src/diagnostics';

const SECRET_NAME =
  /secret|passw|pwd|token|api[-_]?key|credential|connection[-_]?string|private[-_]?key|(?:^|[-_])sas(?:$|[-_])/i;
const KEY_AND_VALUE = /^([ \t-]*["']?([\w.-]+)["']?[ \t]*:[ \t]*)(\S.*)$/gm;
/** User name and password, or a query that may hold a signature. */
const URL_SECRETS = /(?<=:\/\/)[^\s/"']*@|(?<=:\/\/[^\s"']*\?)[^\s"']+/g;

/** Whether a key is named like something that no file may hold. */
export function isSecretName(key: string): boolean {
  return SECRET_NAME.test(key);
}

/**
 * Findings whose source shows no secret, so that a code frame in a CI log shows none: values of keys that are named like
 * one, the `spans` that are known to be one, and user names, passwords and signatures in URLs. Every offset stays.
 */
export function redacted(
  diagnostics: readonly Diagnostic[],
  { source, spans }: { readonly source: Source; readonly spans: readonly Span[] },
): readonly Diagnostic[] {
  const known = spans.reduce(
    (text, { start, end }) => `${text.slice(0, start)}${stars(text.slice(start, end))}${text.slice(end)}`,
    source.text,
  );
  const text = known
    .replace(KEY_AND_VALUE, (line: string, head: string, key: string, value: string) =>
      isSecretName(key) ? `${head}${stars(value)}` : line,
    )
    .replace(URL_SECRETS, stars);
  const shown = { ...source, text };
  return diagnostics.map((finding) => ({ ...finding, source: shown }));
}

function stars(text: string): string {
  return text.replace(/[^\r\n]/g, '*');
}
