import { csvText } from '../../csv';
import { eventWords, liveWords, versionWords } from '../words';
import type { RuleHistory } from '../rule-history';

const HEAD = [
  'rule',
  'name',
  'commit',
  'committed',
  'version',
  'path',
  'changes',
  'author',
  'author_email',
  'committer',
  'writers',
  'co_authors_claimed',
  'pull_request_claimed',
  'signature',
  'live',
];

/** One row a version; no cell is a formula. */
export function historyCsv(histories: readonly RuleHistory[]): string {
  const rows = histories.flatMap(({ id, name, versions }) =>
    versions.map((version) => {
      const { made, writers, path, events, live } = version;
      const all = [made, ...writers];
      return [
        id,
        name ?? '',
        made.hash,
        made.committer.at,
        versionWords(version),
        path ?? '',
        events.flatMap(eventWords).join('; '),
        made.author.name,
        made.author.email,
        made.committer.name,
        writers.map(({ author }) => author.name).join('; '),
        all.flatMap(({ claims }) => claims.coAuthors.map((each) => each.name)).join('; '),
        [...new Set(all.flatMap(({ claims }) => claims.pullRequest ?? []))].join('; '),
        made.signature,
        live.map(liveWords).join('; '),
      ];
    }),
  );
  return csvText([HEAD, ...rows]);
}
