import { entryHash } from '../../../src/ledger/entry';
import type { Entry } from '../../../src/ledger';
import { hashJson } from '../../../src/json';
import type { JsonObject } from '../../../src/json';
import type { Random } from '../../../scripts/fuzz/random';

/** A ledger of two targets as files, and what the clone holds of the commits. */
export interface Files {
  /** By path: `<target>/<chain>/000001.json`, `<target>/bodies/<hash>.json`. */
  readonly texts: ReadonlyMap<string, string>;
  readonly commits: ReadonlyMap<string, 'held' | 'on no branch' | 'missing'>;
}

export interface Mutated extends Files {
  readonly kind: MutationKind;
  readonly words: string;
}

export const MUTATIONS = [
  'edit',
  'delete',
  'reorder',
  'truncate',
  'duplicate',
  'back-date',
  'swap targets',
  'whole-chain rewrite',
  'rewritten git history',
  'body edit',
  'body delete',
] as const;
export type MutationKind = (typeof MUTATIONS)[number];

/** One thing that somebody with write access to the place of the ledger, or to git, might do. */
export function mutate(files: Files, kind: MutationKind, random: Random): Mutated {
  const texts = new Map(files.texts);
  const commits = new Map(files.commits);
  const entries = [...texts.keys()].filter((path) => /^local\/(?:deployments|observations)\//.test(path)).sort();
  const path = random.pick(entries);
  const done = (words: string): Mutated => ({ texts, commits, kind, words: `${kind}: ${words}` });
  switch (kind) {
    case 'edit': {
      const entry = parsed(texts, path);
      const where = changeLeaf(entry, random);
      texts.set(path, JSON.stringify(entry));
      return done(`${path} ${where}`);
    }
    case 'back-date': {
      const entry = parsed(texts, path);
      const record = entry['record'] as { at: string };
      record.at = new Date(Date.parse(record.at) - random.below(90) * 86_400_000 - 1000).toISOString();
      // by somebody who knows how hashes are made, for this entry alone
      texts.set(path, JSON.stringify({ ...entry, hash: entryHash(entry as unknown as Entry) }));
      return done(path);
    }
    case 'delete':
      texts.delete(path);
      return done(path);
    case 'reorder': {
      const other = random.pick(entries.filter((one) => one !== path && chainOf(one) === chainOf(path)));
      const [a = '', b = ''] = [texts.get(path), texts.get(other)];
      texts.set(path, b);
      texts.set(other, a);
      return done(`${path} and ${other}`);
    }
    case 'truncate': {
      const chain = entries.filter((one) => chainOf(one) === chainOf(path));
      const from = chain.slice(random.below(chain.length));
      for (const one of from) texts.delete(one);
      return done(`${from[0] ?? ''} and what follows`);
    }
    case 'duplicate': {
      const chain = entries.filter((one) => chainOf(one) === chainOf(path));
      const next = chain.at(-1)?.replace(/(\d{6})/, (number) => String(Number(number) + 1).padStart(6, '0')) ?? '';
      texts.set(next, texts.get(path) ?? '');
      return done(`${path} again as ${next}`);
    }
    case 'swap targets': {
      const other = path.replace(/^local/, 'other');
      const [a, b] = [texts.get(path), texts.get(other)];
      if (a !== undefined) texts.set(other, a);
      texts.set(path, b ?? [...texts].find(([one]) => one.startsWith('other/deployments/'))?.[1] ?? '');
      return done(path);
    }
    case 'whole-chain rewrite': {
      const where = rewrite(texts, { chain: chainOf(path), path, random });
      return done(`${path} ${where}, and every hash after it`);
    }
    case 'rewritten git history': {
      const commit = random.pick([...commits.keys()]);
      commits.set(commit, random.pick(['missing', 'on no branch']));
      return done(commit);
    }
    case 'body edit': {
      const body = random.pick(bodiesOf(texts));
      const value = parsed(texts, body);
      const where = changeLeaf(value, random);
      texts.set(body, JSON.stringify(value));
      return done(`${body} ${where}`);
    }
    case 'body delete': {
      const body = random.pick(bodiesOf(texts));
      texts.delete(body);
      return done(body);
    }
  }
}

type Loose = { [key: string]: unknown };

function parsed(texts: ReadonlyMap<string, string>, path: string): Loose {
  return JSON.parse(texts.get(path) ?? '{}') as Loose;
}

function chainOf(path: string): string {
  return path.split('/').slice(0, 2).join('/');
}

function bodiesOf(texts: ReadonlyMap<string, string>): readonly string[] {
  return [...texts.keys()].filter((path) => path.startsWith('local/bodies/'));
}

/** Changes one value somewhere in a record; says where. */
function changeLeaf(value: Loose, random: Random): string {
  const leaves: [holder: Loose, key: string, path: string][] = [];
  const walk = (holder: Loose, at: string): void => {
    for (const [key, child] of Object.entries(holder)) {
      if (typeof child === 'object' && child !== null) walk(child as Loose, `${at}.${key}`);
      else leaves.push([holder, key, `${at}.${key}`]);
    }
  };
  walk(value, '');
  const [holder, key, at] = random.pick(leaves);
  const old = holder[key];
  if (typeof old === 'boolean') holder[key] = !old;
  else if (typeof old === 'number') holder[key] = old + 1;
  else if (typeof old === 'string') holder[key] = otherText(old, random);
  else holder[key] = 'something';
  return at;
}

/** Another text of the same look: a hash stays a hash, a time a time. */
function otherText(old: string, random: Random): string {
  if (/^\d{4}-\d{2}-\d{2}T.*Z$/.test(old))
    return new Date(Date.parse(old) + 1000 * (1 + random.below(1000))).toISOString();
  if (/^[0-9a-f]{64}$/.test(old)) return hashJson(`${old}${random.below(1000)}`);
  return `${old}x`;
}

/** Changes a record and makes every hash fit again, in both chains: what somebody does who has the whole ledger to themselves. */
function rewrite(
  texts: Map<string, string>,
  { chain, path, random }: { readonly chain: string; readonly path: string; readonly random: Random },
): string {
  const entry = parsed(texts, path);
  const record = entry['record'] as Loose;
  let where = '';
  // what says which entry this is stays; else it would be an edit that anybody sees
  const keep = ['kind', 'begin', 'observed'].map((key) => [key, record[key]] as const);
  where = changeLeaf(record, random);
  for (const [key, value] of keep) if (value !== undefined) record[key] = value;
  texts.set(path, JSON.stringify(entry));
  const renamed = new Map<string, string>();
  const target = chain.split('/')[0] ?? '';
  for (const one of ['observations', 'deployments']) {
    let previous: string | null = null;
    const paths = [...texts.keys()].filter((name) => name.startsWith(`${target}/${one}/`)).sort();
    for (const name of paths) {
      const text = [...renamed].reduce((all, [from, to]) => all.replaceAll(from, to), texts.get(name) ?? '');
      const again = { ...(JSON.parse(text) as JsonObject), previous } as unknown as Entry;
      const hash = entryHash(again);
      if (hash !== again.hash) renamed.set(again.hash, hash);
      texts.set(name, JSON.stringify({ ...again, hash }));
      previous = hash;
    }
  }
  return where;
}
