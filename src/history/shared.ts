import { loadRuleFile } from '../rules';

/** A file that the queries of several rules may read. */
export interface SharedFile {
  readonly what: 'watchlist' | 'function';
  readonly name: string;
}

/** The watchlist or saved function that a path is of. */
export function sharedFileOf(path: string): SharedFile | undefined {
  const [, folder, name] = /(?:^|\/)_(watchlists|functions)\/([^/]+)\.(?:csv|ya?ml)$/i.exec(path) ?? [];
  if (folder === undefined || name === undefined) return undefined;
  return { what: folder.toLowerCase() === 'watchlists' ? 'watchlist' : 'function', name };
}

/**
 * Whether the query of a rule's text reads a shared file, itself or through saved functions (texts by name). A name in a
 * description is no use of it.
 */
export function reads(text: string, file: SharedFile, functions: ReadonlyMap<string, string>): boolean {
  // most texts do not say the name at all, nor that of a function that does
  const names = namesThatRead(file, functions);
  if (!names.some((name) => says(text, name))) return false;
  const { draft } = loadRuleFile({ path: 'rule.yaml', text });
  const parts = [draft.query, ...(draft.exclusions ?? []).map((exclusion) => exclusion?.where)];
  return parts.some((part) => part !== undefined && names.some((name) => says(part, name)));
}

/** The file itself, and functions that read it, whatever lies between. */
function namesThatRead(file: SharedFile, functions: ReadonlyMap<string, string>): readonly SharedFile[] {
  const found: SharedFile[] = [file];
  for (const each of found) {
    for (const [name, text] of functions) {
      const known = found.some((other) => other.what === 'function' && other.name === name);
      if (!known && says(text, each)) found.push({ what: 'function', name });
    }
  }
  return found;
}

function says(text: string, { what, name }: SharedFile): boolean {
  const plain = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return what === 'function'
    ? new RegExp(`(?<![\\w.])${plain}(?!\\w)`).test(text)
    : new RegExp(`_GetWatchlist\\s*\\(\\s*@?(["'])${plain}\\1`, 'i').test(text);
}

/** Lines that came and went, wherever they stand. */
export function lineCounts(before: string, after: string): { readonly added: number; readonly removed: number } {
  const linesOf = (text: string): readonly string[] => text.split(/\r?\n/).filter((line) => line !== '');
  const left = new Map<string, number>();
  for (const line of linesOf(before)) left.set(line, (left.get(line) ?? 0) + 1);
  let added = 0;
  for (const line of linesOf(after)) {
    const count = left.get(line) ?? 0;
    if (count === 0) added++;
    else left.set(line, count - 1);
  }
  return { added, removed: [...left.values()].reduce((sum, count) => sum + count, 0) };
}
