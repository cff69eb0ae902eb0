import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative, resolve } from 'node:path';
import { parameterValues } from '../../src/import';
import type { JsonObject, JsonValue } from '../../src/json';
import { isObject } from '../../src/json';
import { UsageError } from '../command';

/**
 * What Microsoft Sentinel Repositories knows of a folder of templates beside the templates: which parameter file belongs to which, and
 * what is not deployed. (Source: Microsoft Learn, "Customize repository deployments", read 2026-11-24: a mapping of
 * `sentinel-deployment.config` goes before `X.parameters-<workspace>.json`, and that before `X.parameters.json`; the first counts alone.)
 */
export interface Deployment {
  /** Whether the file is not deployed, so that it is no source: excluded, or a file of parameters. */
  readonly skips: (path: string) => 'excluded' | 'parameters' | undefined;
  /** The values that the template gets; undefined where no file gives any. */
  readonly parametersOf: (path: string) => JsonObject | undefined;
  /** Workspaces that have parameters of their own, among these files too. */
  readonly workspacesIn: (paths: readonly string[]) => readonly string[];
}

const CONFIG = 'sentinel-deployment.config';
const PARAMETERS = /\.parameters(?:-([0-9a-f-]{36}))?\.json$/i;

export interface DeploymentPlace {
  readonly cwd: string;
  /** Folders and files that a person named. */
  readonly paths: readonly string[];
  /** GUID of the workspace whose parameters count. */
  readonly workspace: string | undefined;
}

/** Reads what there is of it above or in the folders that were named. Throws a UsageError for a file that is no JSON. */
export function readDeployment({ cwd, paths, workspace }: DeploymentPlace): Deployment {
  const root = rootOf(cwd, paths);
  const config = root === undefined ? {} : objectIn(join(root, CONFIG));
  const inRoot = (path: string): string => relative(root ?? cwd, resolve(cwd, path)).replaceAll('\\', '/');
  const excluded = textsOf(config['excludecontentfiles']).map((path) => posix.normalize(path).replace(/\/$/, ''));
  const mappings = isObject(config['parameterfilemappings']) ? config['parameterfilemappings'] : {};
  const own = Object.entries(mappings).find(([id]) => id.toLowerCase() === workspace?.toLowerCase())?.[1];
  const mapped = isObject(own) ? own : {};
  const targets = new Set(Object.values(mappings).flatMap((each) => (isObject(each) ? Object.values(each) : [])));
  return {
    skips(path) {
      const name = inRoot(path);
      if (PARAMETERS.test(name) || targets.has(name)) return 'parameters';
      return excluded.some((each) => name === each || name.startsWith(`${each}/`)) ? 'excluded' : undefined;
    },
    workspacesIn: (files) => [
      ...new Set([
        ...Object.keys(mappings).map((id) => id.toLowerCase()),
        ...files.flatMap((file) => PARAMETERS.exec(file)?.[1]?.toLowerCase() ?? []),
      ]),
    ],
    parametersOf(path) {
      const mapping = mapped[inRoot(path)];
      const stem = resolve(cwd, path).replace(/\.json$/i, '');
      const candidates = [
        ...(typeof mapping === 'string' && root !== undefined ? [join(root, mapping)] : []),
        ...spellings(workspace).map((id) => `${stem}.parameters-${id}.json`),
        `${stem}.parameters.json`,
      ];
      const file = candidates.find((candidate) => existsSync(candidate));
      return file === undefined ? undefined : parameterValues(objectIn(file));
    },
  };
}

/** A GUID as it was given, and as names of files mostly have it. */
function spellings(workspace: string | undefined): readonly string[] {
  return workspace === undefined ? [] : [workspace, workspace.toLowerCase()];
}

/** The nearest folder, from those that were named upwards to the working folder, that has the file. */
function rootOf(cwd: string, paths: readonly string[]): string | undefined {
  for (const path of paths) {
    for (let folder = resolve(cwd, path); ; folder = dirname(folder)) {
      if (existsSync(join(folder, CONFIG))) return folder;
      if (folder === resolve(cwd) || folder === dirname(folder)) break;
    }
  }
  return undefined;
}

function objectIn(file: string): JsonObject {
  try {
    const value = JSON.parse(readFileSync(file, 'utf8').replace(/^\uFEFF/, '')) as JsonValue;
    if (isObject(value)) return value;
  } catch (error) {
    throw new UsageError(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
  throw new UsageError(`${file}: expected an object`);
}

function textsOf(value: JsonValue | undefined): readonly string[] {
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
}
