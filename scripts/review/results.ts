import { readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parsePlan } from '../../src/state';
import type { Plan } from '../../src/state';
import type { RuleEffect } from '../compare/rule-effect';
import { UsageError } from '../command';
import { readSource } from '../files/read-source';

/** Findings of `check --format json`. */
export interface CheckResults {
  readonly diagnostics: readonly {
    readonly code: string;
    readonly severity: string;
    readonly message: string;
    readonly file: string;
    readonly line: number;
  }[];
  readonly summary: { readonly files: number; readonly errors: number; readonly warnings: number };
}

/** What became of the cases, of `test --format json`. */
export interface TestResults {
  readonly files: readonly {
    readonly file: string;
    readonly cases: readonly { readonly name: string; readonly passed: boolean; readonly line: number }[];
  }[];
  readonly summary: { readonly passed: number; readonly failed: number; readonly errors: number };
}

/** Totals of `coverage --format json`. */
export interface CoverageResults {
  readonly attack: string;
  readonly rules: number;
  readonly totals: {
    readonly techniques: number;
    readonly rules: number;
    readonly enabled: number;
    readonly tested: number;
  };
  readonly gaps: readonly unknown[];
}

/** What the change does to alerts, of `compare --format json`. */
export interface CompareResults {
  readonly rules: readonly RuleEffect[];
}

export interface Results {
  readonly check?: CheckResults;
  readonly tests?: TestResults;
  readonly coverage?: CoverageResults;
  readonly compare?: CompareResults;
  readonly plans: readonly Plan[];
  /** Plans that could not be read, in words. */
  readonly unread: readonly string[];
}

export interface ResultPaths {
  readonly check: string | undefined;
  readonly tests: string | undefined;
  readonly coverage: string | undefined;
  readonly compare: string | undefined;
  /** Plan files, and folders of them. */
  readonly plans: readonly string[];
}

/** Reads what other commands wrote. Throws a UsageError for a file that is not what it should be. */
export function readResults(cwd: string, { check, tests, coverage, compare, plans }: ResultPaths): Results {
  const read = <T extends object>(path: string | undefined, keys: readonly (keyof T & string)[]): T | undefined =>
    path === undefined ? undefined : parsed<T>(textOf(cwd, path), path, keys);
  const checked = read<CheckResults>(check, ['diagnostics', 'summary']);
  const tested = read<TestResults>(tests, ['files', 'summary']);
  const covered = read<CoverageResults>(coverage, ['totals', 'rules']);
  const compared = read<CompareResults>(compare, ['rules']);
  const readings = plans
    .flatMap((path) => planFiles(cwd, path))
    .map((path) => ({ path, reading: parsePlan(textOf(cwd, path)) }));
  return {
    ...(checked === undefined ? {} : { check: checked }),
    ...(tested === undefined ? {} : { tests: tested }),
    ...(covered === undefined ? {} : { coverage: covered }),
    ...(compared === undefined ? {} : { compare: compared }),
    plans: readings.flatMap(({ reading }) => (reading.kind === 'refused' ? [] : [reading.plan])),
    unread: readings.flatMap(({ path, reading }) =>
      reading.kind === 'refused' ? [`${path}: ${reading.problem}`] : [],
    ),
  };
}

function planFiles(cwd: string, path: string): readonly string[] {
  const stat = statSync(resolve(cwd, path), { throwIfNoEntry: false });
  if (stat === undefined) throw new UsageError(`there is no file or folder '${path}'`);
  if (!stat.isDirectory()) return [path];
  return readdirSync(resolve(cwd, path))
    .filter((name) => name.endsWith('.json'))
    .toSorted()
    .map((name) => join(path, name));
}

function textOf(cwd: string, path: string): string {
  const source = readSource(resolve(cwd, path), path);
  if ('failure' in source) throw new UsageError(`${path} cannot be read: ${source.failure}`);
  return source.text;
}

function parsed<T extends object>(text: string, path: string, keys: readonly (keyof T & string)[]): T {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new UsageError(`${path} is no JSON`);
  }
  if (typeof value !== 'object' || value === null || !keys.every((key) => key in value)) {
    throw new UsageError(`${path} has no ${keys.join(' and ')}: expected what the command writes with --format json`);
  }
  return value as T;
}
