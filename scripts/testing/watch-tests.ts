import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { UsageError } from '../command';
import type { Io } from '../command';
import type { Config } from '../targets/read-config';
import { affectedRules, kindOfChange } from './affected-rules';
import { openTestProject } from './run-project-tests';
import type { ProjectTests, TestRequest } from './run-project-tests';
import { watchFiles } from './watch-files';

export interface WatchOptions {
  /** Reads the project's configuration; throws a UsageError for one that cannot be used. */
  readonly config: () => Config;
  /** The rules that are watched, as the person gave them, and those that are run first. */
  readonly isWatched: (path: string) => boolean;
  readonly first: readonly string[];
  readonly requestFor: (paths: readonly string[], config: Config) => TestRequest;
  readonly show: (tests: ProjectTests) => void;
  readonly io: Pick<Io, 'cwd' | 'stderr'>;
}

/** Runs tests, and again what depends on a file that changed, until `stopped`. What goes wrong meanwhile is told. */
export async function watchTests(options: WatchOptions, stopped: Promise<unknown>): Promise<void> {
  const { io, requestFor, show, isWatched } = options;
  let config = options.config();
  let project = openTestProject(io.cwd, config);
  const texts = new Map<string, string>();

  const attempt = (work: () => readonly string[]): void => {
    const begin = performance.now();
    try {
      const rules = work();
      if (rules.length === 0) return;
      io.stderr(`${named(rules)} in ${Math.round(performance.now() - begin)} ms; watching, Ctrl-C ends\n`);
    } catch (error) {
      // a file that is half written, a mistake in the config, a mistake of ours: the next change may mend it
      io.stderr(`${error instanceof UsageError ? error.message : errorText(error)}\nno tests run\n`);
    }
  };

  const run = (rules: readonly string[]): void => {
    // an editor's problem matcher takes this line for the begin of a run, and the one behind it for the end
    io.stderr(`running ${named(rules)}\n`);
    show(project.run(requestFor(rules, config)));
  };

  const rerun = (changed: readonly string[]): readonly string[] => {
    const news = changed.filter((path) => kindOfChange(path, config) !== 'other' && isNews(join(io.cwd, path), texts));
    if (news.length === 0) return [];
    if (news.some((path) => kindOfChange(path, config) === 'config')) {
      config = options.config();
      project = openTestProject(io.cwd, config);
    } else project = project.changed(news);
    const affected = affectedRules(io.cwd, config, news);
    const rules = affected === 'all' ? options.first : affected.filter(isWatched);
    if (rules.length > 0) run(rules);
    return rules;
  };

  const folders = [config.detections, ...config.schemas];
  const watcher = watchFiles({ root: io.cwd, folders }, (changed) => attempt(() => rerun(changed)));
  attempt(() => {
    run(options.first);
    return options.first;
  });
  await stopped;
  watcher.close();
}

function named(rules: readonly string[]): string {
  return rules.length === 1 ? String(rules[0]) : `${rules.length} files or folders`;
}

/** Whether a file has another text than when it was last looked at: many things touch files. */
function isNews(path: string, texts: Map<string, string>): boolean {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    text = '(not there)';
  }
  if (texts.get(path) === text) return false;
  texts.set(path, text);
  return true;
}

function errorText(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
