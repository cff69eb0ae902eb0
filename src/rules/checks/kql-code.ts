/**
 * Strings (plain, verbatim, multi-line, obfuscated) and comments of KQL
 * (Microsoft Learn, "The string data type", read 2026-11-24).
 */
const NOT_CODE =
  /\/\/[^\r\n]*|```[^]*?(?:```|$)|~~~[^]*?(?:~~~|$)|@"(?:[^"\r\n]|"")*"?|@'(?:[^'\r\n]|'')*'?|"(?:[^"\\\r\n]|\\.)*"?|'(?:[^'\\\r\n]|\\.)*'?/g;

/** The query with its strings and comments blanked out, every offset true: for what words alone decide. */
export function kqlCode(query: string): string {
  return query.replace(NOT_CODE, (text) => text.replace(/[^\r\n]/g, ' '));
}
