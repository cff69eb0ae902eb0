const GUID =
  /^\s*[{(]?([0-9a-fA-F]{8})-?([0-9a-fA-F]{4})-?([0-9a-fA-F]{4})-?([0-9a-fA-F]{4})-?([0-9a-fA-F]{12})[)}]?\s*$/;

/** The canonical text of a guid (lower case, dashes); null for anything that is none. Dashes may be missing. */
export function parseGuid(text: string): string | null {
  const match = GUID.exec(text);
  return match === null ? null : match.slice(1).join('-').toLowerCase();
}
