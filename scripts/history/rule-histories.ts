import { readDeployments } from '../../src/ledger';
import {
  knownRules,
  ruleHistory,
  rulesMeant,
  ruleWrites,
  stepsOf,
  traceRules,
  versionsOf,
  writersOf,
} from '../../src/history';
import type { KnownRule, RuleHistory, RuleVersion, RuleWrite } from '../../src/history';
import { UsageError } from '../command';
import { readCommits } from '../git/read-commits';
import type { GitHistory } from '../git/read-history';
import { ledgerStore } from '../ledger/open-ledger';
import type { Config } from '../targets/read-config';

export interface HistoriesRequest {
  readonly root: string;
  readonly config: Config;
  readonly history: GitHistory;
  /** Id, path or name of one rule; all of them without. */
  readonly rule: string | undefined;
  readonly signatures: 'check' | 'leave';
}

export interface Histories {
  readonly rules: readonly RuleHistory[];
  /** Why deployments of a target are not told. */
  readonly unread: readonly string[];
}

/** The histories that are asked for, joined with the ledgers of all targets. Throws a UsageError for a rule that git does not know. */
export async function ruleHistories(request: HistoriesRequest): Promise<Histories> {
  const { root, config, history, rule, signatures } = request;
  const { writes, unread } = await allWrites(root, config);
  const versions = rule === undefined ? allVersions(history) : versionsOfOne(history, rule);
  const hashes = [...versions.values()]
    .flat()
    .flatMap((version) => [version.commit, ...writersOf(version, history.brought).map(({ commit }) => commit)]);
  const commits = await readCommits(root, hashes, { signatures });
  const commit = (hash: string) => {
    const found = commits.get(hash);
    if (found === undefined) throw new Error(`the commit ${hash} was listed and cannot be read`);
    return found;
  };
  const parts = { mainline: history.mainline, brought: history.brought, commit };
  return {
    rules: [...versions].map(([id, own]) => ruleHistory(id, own, { ...parts, writes: writes.get(id) ?? [] })),
    unread,
  };
}

function allVersions({ steps, text }: GitHistory): ReadonlyMap<string, readonly RuleVersion[]> {
  return new Map([...traceRules(steps, text)].map(([id, occurrences]) => [id, versionsOf(occurrences, text)]));
}

const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function versionsOfOne({ steps, text }: GitHistory, words: string): ReadonlyMap<string, readonly RuleVersion[]> {
  const versions = (id: string): readonly RuleVersion[] =>
    versionsOf(traceRules(stepsOf(steps, id, text), text).get(id) ?? [], text);
  // a whole id needs no list of all rules
  const wanted = words.trim().toLowerCase();
  const named = GUID.test(wanted) ? versions(wanted) : [];
  if (named.length > 0) return new Map([[wanted, named]]);
  const id = oneRule(knownRules(steps, text), words);
  return new Map([[id, versions(id)]]);
}

function oneRule(rules: readonly KnownRule[], words: string): string {
  const meant = rulesMeant(rules, words.replace(/^\.\//, ''));
  const [first] = meant;
  if (first === undefined) {
    throw new UsageError(
      `no rule of this history has the id, path or name ${JSON.stringify(words)} (looked at every version in git)`,
    );
  }
  if (meant.length === 1) return first.id;
  const some = meant.slice(0, 5).map(lineOf).join('\n');
  throw new UsageError(`${meant.length} rules fit ${JSON.stringify(words)}; give the id of one:\n${some}`);
}

function lineOf({ id, names, paths }: KnownRule): string {
  return `  ${id}  ${names[0] ?? '(no name)'}  ${paths[0] ?? ''}`;
}

async function allWrites(
  root: string,
  { targets }: Config,
): Promise<{ readonly writes: ReadonlyMap<string, readonly RuleWrite[]>; readonly unread: readonly string[] }> {
  const writes = new Map<string, readonly RuleWrite[]>();
  const unread: string[] = [];
  for (const target of targets.values()) {
    const store = ledgerStore(root, target);
    const chain = await readDeployments(store, target.name);
    if (chain.kind === 'broken') {
      const [first] = chain.problems;
      unread.push(
        `deployments to ${target.name} are not told: ${store.place} is not as it was written: ${first?.message ?? ''}`,
      );
      continue;
    }
    for (const [id, own] of ruleWrites(target.name, chain.entries)) writes.set(id, [...(writes.get(id) ?? []), ...own]);
  }
  return { writes, unread };
}
