/** Characters of a name: with folders above and `.test.yaml` behind it, a path stays far below the 260 of Windows. */
const MOST_CHARACTERS = 80;

/** Names that Windows keeps for devices, whatever ending they have (Microsoft Learn, Naming Files, read 2026-11-24). */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)$/;

/**
 * The name of a rule as a file name on every system: letters, digits, hyphens, all of one letter case, so that two names
 * never differ by it alone.
 */
export function ruleSlug(name: string): string {
  const slug = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, MOST_CHARACTERS)
    .replace(/^-+|-+$/g, '');
  if (slug === '') return 'rule';
  return DEVICE.test(slug) ? `${slug}-rule` : slug;
}
