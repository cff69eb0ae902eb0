import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

export interface Person {
  readonly name: string;
  readonly email: string;
}

/** One commit of a history that is written out. Commits are named, since their hashes come later. */
export interface CommitStep {
  readonly name: string;
  readonly branch: string;
  /** Names of the parents; empty for the first commit. */
  readonly parents: readonly string[];
  readonly author: Person;
  /** The author, unless given. */
  readonly committer?: Person;
  /** ISO 8601, UTC, whole seconds; the committer's time too unless `committed` says another. */
  readonly at: string;
  readonly committed?: string;
  /** May name the hashes of earlier commits, as a revert does. */
  readonly message: string | ((hashOf: (name: string) => string) => string);
  /** What differs from the first parent: whole texts by path, null takes a file away. */
  readonly files: Readonly<Record<string, string | null>>;
}

/** Nothing of the machine's own configuration reaches the repository, so that the same steps give the same hashes. */
const ALONE = { GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null', GIT_TERMINAL_PROMPT: '0', TZ: 'UTC' };

export interface GitRun {
  readonly input?: string | Buffer;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs git in a repository of a test; throws what git says if it fails. */
export function gitIn(folder: string, args: readonly string[], { input = '', env = {} }: GitRun = {}): string {
  return execFileSync('git', ['-C', folder, ...args], {
    encoding: 'utf8',
    input,
    env: { ...process.env, ...ALONE, ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
    maxBuffer: 256 << 20,
  }).trim();
}

/** A new, empty repository at a folder. */
export function createRepository(folder: string): void {
  mkdirSync(folder, { recursive: true });
  gitIn(folder, ['init', '--quiet', '--initial-branch=main']);
  for (const [key, value] of [
    ['core.autocrlf', 'false'],
    ['gc.auto', '0'],
    ['user.name', 'Nobody'],
    ['user.email', 'nobody@contoso.example'],
  ] as const) {
    gitIn(folder, ['config', key, value]);
  }
}

/**
 * Writes commits into a repository with `git fast-import`, and checks `main` out: ten thousand take a few seconds.
 * Returns their hashes by name.
 */
export function importHistory(folder: string, steps: readonly CommitStep[]): ReadonlyMap<string, string> {
  const marks = new Map(steps.map(({ name }, index) => [name, index + 1]));
  const hashes = new Map<string, string>();
  let begin = 0;
  while (begin < steps.length) {
    // a message that names hashes can be written when they are known: the stream is cut before it
    const rest = steps.slice(begin + 1).findIndex(({ message }) => typeof message === 'function');
    const end = rest === -1 ? steps.length : begin + 1 + rest;
    importSome(folder, steps.slice(begin, end), { marks, hashes });
    begin = end;
  }
  gitIn(folder, ['reset', '--quiet', '--hard', 'main']);
  return hashes;
}

interface Known {
  readonly marks: ReadonlyMap<string, number>;
  readonly hashes: Map<string, string>;
}

function importSome(folder: string, steps: readonly CommitStep[], { marks, hashes }: Known): void {
  const file = join(folder, '.git', 'exported-marks');
  const here = new Set(steps.map(({ name }) => name));
  const refer = (name: string): string => {
    const found = here.has(name) ? `:${marks.get(name)}` : hashes.get(name);
    if (found === undefined) throw new Error(`no commit is named ${name}`);
    return found;
  };
  const chunks = steps.flatMap((step) => commitCommands(step, { mark: marks.get(step.name) ?? 0, refer, hashes }));
  gitIn(folder, ['fast-import', '--quiet', '--date-format=raw', `--export-marks=${file}`], {
    input: Buffer.concat(chunks),
  });
  const names = new Map([...marks].map(([name, mark]) => [`:${mark}`, name]));
  for (const line of readFileSync(file, 'utf8').trim().split('\n')) {
    const [mark = '', hash = ''] = line.split(' ');
    hashes.set(names.get(mark) ?? mark, hash);
  }
  rmSync(file);
}

interface Written {
  readonly mark: number;
  readonly refer: (name: string) => string;
  readonly hashes: ReadonlyMap<string, string>;
}

function commitCommands(step: CommitStep, { mark, refer, hashes }: Written): readonly Buffer[] {
  const { author, committer = author, at, committed = at, message, parents, files } = step;
  const words = typeof message === 'string' ? message : message((name) => hashes.get(name) ?? '');
  const [first, ...others] = parents;
  return [
    Buffer.from(`commit refs/heads/${step.branch}\nmark :${mark}\n`),
    Buffer.from(`author ${who(author, at)}\ncommitter ${who(committer, committed)}\n`),
    data(`${words.trimEnd()}\n`),
    ...(first === undefined ? [] : [Buffer.from(`from ${refer(first)}\n`)]),
    ...others.map((parent) => Buffer.from(`merge ${refer(parent)}\n`)),
    ...Object.entries(files).flatMap(([path, text]) =>
      text === null ? [Buffer.from(`D ${path}\n`)] : [Buffer.from(`M 100644 inline ${path}\n`), data(text)],
    ),
    Buffer.from('\n'),
  ];
}

function who({ name, email }: Person, at: string): string {
  return `${name} <${email}> ${Date.parse(at) / 1000} +0000`;
}

function data(text: string): Buffer {
  const bytes = Buffer.from(text);
  return Buffer.concat([Buffer.from(`data ${bytes.length}\n`), bytes, Buffer.from('\n')]);
}
