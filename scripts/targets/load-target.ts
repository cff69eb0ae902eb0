import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { countDiagnostics, formatters } from '../../src/diagnostics';
import { UsageError } from '../command';
import type { Io } from '../command';
import { readSource } from '../files/read-source';
import { CONFIG_FILE, readConfig } from './read-config';
import type { Config } from './read-config';
import { LOCAL } from './target';
import type { Target } from './target';

/** The configuration of the project in the current folder. Throws a UsageError that shows what is wrong with it. */
export function loadConfig(io: Pick<Io, 'cwd' | 'color'>): Config {
  const path = join(io.cwd, CONFIG_FILE);
  const source = existsSync(path) ? readSource(path, CONFIG_FILE) : undefined;
  if (source !== undefined && 'failure' in source) {
    throw new UsageError(`${CONFIG_FILE} cannot be read: ${source.failure}`);
  }
  const { config, diagnostics } = readConfig(source, io.cwd);
  if (countDiagnostics(diagnostics).error === 0) return config;
  throw new UsageError(formatters.stylish(diagnostics, { color: io.color, files: 1 }).trimEnd());
}

/** The target of that name; `local` if none is named. */
export function pickTarget({ targets }: Config, name: string | undefined): Target {
  const target = targets.get(name ?? LOCAL);
  if (target !== undefined) return target;
  throw new UsageError(
    `there is no target ${JSON.stringify(name)}; ${CONFIG_FILE} knows ${[...targets.keys()].sort().join(', ')}`,
  );
}

/** What "all targets" means: those that the file describes, or else the one that is always there. */
export function described({ described: names }: Config): readonly string[] {
  return names.length === 0 ? [LOCAL] : names;
}
