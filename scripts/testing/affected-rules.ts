import { existsSync, readdirSync } from 'node:fs';
import { basename, join, posix, resolve } from 'node:path';
import { isRulePath } from '../../src/rules';
import { tunedIdIn } from '../../src/history';
import { findRuleFiles } from '../files/find-rule-files';
import { readSource } from '../files/read-source';
import type { Config } from '../targets/read-config';
import { CONFIG_FILE } from '../targets/read-config';
import { isTestPath, rulePathOf, testPathOf } from './test-paths';

/** What a changed file is to the tests of a project. `knowledge`: tables, functions and watchlists. */
export type KindOfChange = 'config' | 'knowledge' | 'fixture' | 'tuning' | 'test' | 'rule' | 'other';

export function kindOfChange(path: string, { detections, schemas }: Config): KindOfChange {
  const within = (folder: string): boolean => path.startsWith(`${posix.normalize(folder)}/`);
  if (path === CONFIG_FILE) return 'config';
  if (schemas.some(within) || within(`${detections}/_functions`) || within(`${detections}/_watchlists`)) {
    return 'knowledge';
  }
  if (within(`${detections}/_fixtures`)) return 'fixture';
  if (within(`${detections}/_tuning`)) return 'tuning';
  if (!within(detections)) return 'other';
  if (isTestPath(path)) return 'test';
  return isRulePath(path) ? 'rule' : 'other';
}

/**
 * The rules whose tests can have another result after these files changed (paths relative to the project, also of files
 * that are gone), and test files that have no rule; `all` where there is no telling. A rule, its tests and the functions
 * that it calls can depend on a function, a watchlist or a fixture only by its name, so who has the name in its text may
 * depend on it.
 */
export function affectedRules(root: string, config: Config, changed: readonly string[]): readonly string[] | 'all' {
  const affected = new Set<string>();
  const names = new Set<string>();
  for (const path of changed) {
    const kind = kindOfChange(path, config);
    switch (kind) {
      case 'config':
        return 'all';
      case 'knowledge':
        // whoever matches tables by a pattern does not have their names
        if (config.schemas.some((folder) => path.startsWith(`${posix.normalize(folder)}/`))) return 'all';
        names.add(stemOf(path));
        break;
      case 'fixture':
        names.add(basename(path));
        break;
      case 'tuning':
        names.add(stemOf(path));
        for (const id of idsIn(root, path)) names.add(id);
        break;
      case 'test':
      case 'rule': {
        const rule = rulePathOf(root, path);
        for (const each of [rule, testPathOf(rule)]) {
          if (existsSync(join(root, each)) && (each === rule || !existsSync(join(root, rule)))) affected.add(each);
        }
        break;
      }
      case 'other':
        break;
    }
  }
  if (names.size > 0) for (const path of mentioning(root, config, names)) affected.add(path);
  return [...affected].toSorted();
}

function stemOf(path: string): string {
  return basename(path).replace(/\.\w+$/, '');
}

/** The rule that a tuning file is for. */
function idsIn(root: string, path: string): readonly string[] {
  const source = readSource(join(root, path), path);
  const id = 'failure' in source ? undefined : tunedIdIn(source.text);
  return id === undefined ? [] : [id];
}

function mentioning(root: string, { detections }: Config, names: Set<string>): readonly string[] {
  const has = (path: string): boolean => {
    const source = readSource(join(root, path), path);
    const text = 'failure' in source ? '' : source.text;
    return [...names].some((name) => wordOf(name).test(`${path}\n${text}`));
  };
  // a function that calls a changed one has changed
  const functions = new Set(filesIn(root, `${detections}/_functions`));
  for (let found = true; found;) {
    const callers = [...functions].filter(has);
    for (const path of callers) {
      functions.delete(path);
      names.add(stemOf(path));
    }
    found = callers.length > 0;
  }
  return findRuleFiles(root, [detections])
    .files.map(({ path }) => path)
    .filter((path) => has(path) || has(testPathOf(path)));
}

/** The name by itself, in any letter case: not as a part of another one. */
function wordOf(name: string): RegExp {
  return new RegExp(`(?<!\\w)${name.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?!\\w)`, 'i');
}

function filesIn(root: string, folder: string): readonly string[] {
  const absolute = resolve(root, folder);
  return existsSync(absolute) ? readdirSync(absolute).map((name) => `${folder}/${name}`) : [];
}
