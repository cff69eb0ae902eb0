import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { follow } from './follow';
import { ROOT, dataOf } from './page-data';

/** Markdown that tests make or compare is no page for readers. */
const NO_PAGES = /^test\/|^CHANGELOG\.md$/;

/** The pages by the test file that follows them: those of a group run one after the other, groups beside each other. */
const GROUPS = {
  guides: /^docs\/guides\//,
  reference: /^docs\/reference\//,
  auditor: /^docs\/auditor\.md$/,
  'a-l': /^docs\/(?!auditor\.md)[a-l][^/]*\.md$/,
  'm-z': /^docs\/[m-z][^/]*\.md$/,
  others: /^(?!docs\/)|^docs\/adr\/|^docs\/README\.md$/,
} as const;

export type Group = keyof typeof GROUPS;

/** Every page of the repository, those that git does not know yet too. */
export function allPages(): readonly string[] {
  const args = ['-C', ROOT, 'ls-files', '--cached', '--others', '--exclude-standard', '--deduplicate', '*.md'];
  return execFileSync('git', args, { encoding: 'utf8' })
    .trimEnd()
    .split('\n')
    .filter((page) => !NO_PAGES.test(page));
}

export function groupsOf(page: string): readonly string[] {
  return Object.entries(GROUPS).flatMap(([name, pattern]) => (pattern.test(page) ? [name] : []));
}

export const textOf = (page: string): string => readFileSync(join(ROOT, page), 'utf8');

/** The tests of a group: each page, followed word by word. `UPDATE_GOLDEN=1` writes what commands print now into it. */
export function testPages(group: Group): void {
  const pages = allPages().filter((page) => GROUPS[group].test(page) && textOf(page).includes('```'));
  if (pages.length === 0) test.todo(`a page in ${group}`);
  else
    test.each(pages)(
      '%s: every block does what it says',
      async (page) => {
        const markdown = textOf(page);
        const data = dataOf(page);
        if (data.provenBy !== undefined) return;
        const now = await follow(markdown, data);
        if (process.env['UPDATE_GOLDEN'] === '1' && process.env['CI'] !== 'true') writeFileSync(join(ROOT, page), now);
        expect(now).toBe(textOf(page));
      },
      600_000,
    );
}
