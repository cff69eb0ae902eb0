import type { ProjectFileView } from './check';

const MOST_NAMED = 3;

/** The files that agree in a key with others; each is told of the others, the first few by name. */
export function* sameIn(
  files: readonly ProjectFileView[],
  keyOf: (file: ProjectFileView) => string | undefined,
): Generator<{ readonly file: string; readonly others: readonly string[] }> {
  const groups = new Map<string, string[]>();
  for (const file of files) {
    const key = keyOf(file);
    if (key === undefined || key === '') continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [file.path]);
    else group.push(file.path);
  }
  for (const group of groups.values()) {
    if (group.length < 2) continue;
    for (const file of group) {
      const others = group.filter((path) => path !== file);
      const more = others.length - MOST_NAMED;
      yield { file, others: [...others.slice(0, MOST_NAMED), ...(more > 0 ? [`${more} more`] : [])] };
    }
  }
}
