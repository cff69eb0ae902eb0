import type { ChangelogEntry } from './compare';

const HEADINGS: Readonly<Record<ChangelogEntry['kind'], string>> = {
  added: 'Added',
  changed: 'Changed',
  retired: 'Retired',
  removed: 'Gone without a tombstone',
  unreadable: 'Cannot be read',
};

/** What stands behind a rule's name: `1.0.0 -> 1.5.0, High, #3 #4 (claimed)`. */
export function entryWords(entry: ChangelogEntry): string {
  const pulls = entry.pullRequests.map((number) => `#${number}`).join(' ');
  const terms = [...factsOf(entry), ...(pulls === '' ? [] : [`${pulls} (claimed)`])];
  return terms.join(', ');
}

function factsOf(entry: ChangelogEntry): readonly string[] {
  switch (entry.kind) {
    case 'added':
      return [entry.version ?? 'no version', ...(entry.severity === null ? [] : [entry.severity])];
    case 'changed': {
      const [from, to] = entry.versions.map((version) => version ?? 'no version');
      return [from === to ? `still ${to}` : `${from} -> ${to}`];
    }
    case 'retired':
      return [
        `${entry.date}: ${entry.reason}`,
        ...(entry.replacement === null ? [] : [`replaced by ${entry.replacement}`]),
      ];
    case 'removed':
      return [];
    case 'unreadable':
      return [entry.problem];
  }
}

/** Entries under their headings, in order; headings without entries are left out. */
export function sections(
  entries: readonly ChangelogEntry[],
): readonly (readonly [heading: string, entries: readonly ChangelogEntry[]])[] {
  return Object.entries(HEADINGS).flatMap(([kind, heading]) => {
    const own = entries.filter((entry) => entry.kind === kind);
    return own.length === 0 ? [] : [[heading, own] as const];
  });
}
