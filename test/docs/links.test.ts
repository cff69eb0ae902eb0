import { existsSync, statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { allPages, textOf } from './pages';
import { ROOT } from './page-data';

// Every relative link of every page leads somewhere: the file is there, and so is the heading behind `#`.

/** The text without fenced blocks and code spans, where `](` is no link. */
const prose = (markdown: string): string =>
  markdown.replaceAll(/^ *```[\s\S]*?^ *```$/gm, '').replaceAll(/(`+)[^`][\s\S]*?\1/g, '');

const linksOf = (markdown: string): readonly string[] =>
  [
    ...prose(markdown).matchAll(/\]\(([^()\s]+(?:\([^()\s]*\)[^()\s]*)*)(?: "[^"]*")?\)/g),
    ...prose(markdown).matchAll(/^\[[^\]]+\]: (\S+)$/gm),
    ...prose(markdown).matchAll(/<(?:img|source)[^>]* src(?:set)?="([^"]+)"/g),
  ].map(([, address]) => address ?? '');

/** Anchors as GitHub makes them of headings: the second of two equal ones ends in `-1`. */
function anchorsOf(markdown: string): ReadonlySet<string> {
  const times = new Map<string, number>();
  const headings = markdown.replaceAll(/^ *```[\s\S]*?^ *```$/gm, '').matchAll(/^#{1,6} +(.+?) *#*$/gm);
  const anchors = [...headings].map(([, heading = '']) => {
    const plain = heading.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase();
    const anchor = plain.replaceAll(/[^\p{L}\p{N}\p{M}\p{Pc}\s-]/gu, '').replaceAll(' ', '-');
    const time = times.get(anchor) ?? 0;
    times.set(anchor, time + 1);
    return time === 0 ? anchor : `${anchor}-${time}`;
  });
  const named = [...markdown.matchAll(/<a (?:id|name)="([^"]+)"/g)].map(([, name]) => name ?? '');
  return new Set([...anchors, ...named]);
}

/** What is wrong with the links of a page. */
function brokenLinks(page: string, markdown: string): readonly string[] {
  return linksOf(markdown).flatMap((link) => {
    if (/^(?:https?|mailto):/.test(link)) return [];
    const [path = '', anchor] = link.split('#');
    const target = path === '' ? page : normalize(join(dirname(page), decodeURIComponent(path)));
    if (target.startsWith('..')) return [`${link} leads out of the repository`];
    if (path !== '' && !existsSync(join(ROOT, target))) return [`${link}: there is no ${target}`];
    if (anchor === undefined) return [];
    if (path !== '' && statSync(join(ROOT, target)).isDirectory()) return [`${link}: a folder has no headings`];
    const there = path === '' ? markdown : textOf(target);
    return anchorsOf(there).has(anchor) ? [] : [`${link}: ${target} has no heading #${anchor}`];
  });
}

test.each([...allPages(), 'CHANGELOG.md'])('%s: every link leads somewhere', (page) => {
  expect(brokenLinks(page, textOf(page))).toEqual([]);
});

test.each([
  ['a file that is gone', '[a](docs/gone.md)', ['docs/gone.md: there is no docs/gone.md']],
  ['a heading that is gone', '[a](LICENSE#gone)', ['LICENSE#gone: LICENSE has no heading #gone']],
  [
    'a heading of its own',
    '# One `two`: three\n\n[a](#one-two-three) [b](#one)',
    ['#one: page.md has no heading #one'],
  ],
  ['the second of two headings', '# A\n# A\n\n[a](#a-1) [b](#a-2)', ['#a-2: page.md has no heading #a-2']],
  ['outside', '[a](../x.md)', ['../x.md leads out of the repository']],
  ['no link in code', '`[a](x.md)`\n\n```sh\n[a](x.md)\n```\n\n[web](https://example.com/x.md)', []],
])('found: %s', (_, markdown, broken) => {
  expect(brokenLinks('page.md', markdown)).toEqual(broken);
});

test('docs/README.md leads to every page of docs/', () => {
  const linked = new Set(
    linksOf(textOf('docs/README.md')).map((link) => normalize(join('docs', link.split('#')[0] ?? ''))),
  );
  const pages = allPages().filter((page) => /^docs\/(?!adr\/|README)/.test(page));
  expect(pages.filter((page) => !linked.has(page))).toEqual([]);
});
