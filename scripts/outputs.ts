import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { UsageError } from './command';
import type { Io } from './command';

/** One `--format NAME` or `--format NAME=FILE`. */
interface Output<Name extends string> {
  readonly name: Name;
  /** Undefined is standard output. */
  readonly path: string | undefined;
}

/**
 * What `--format` values ask for, `fallback` to standard output if there is none. Throws a UsageError for an unknown
 * name, and for two formats that both want standard output.
 */
export function readOutputs<Name extends string>(
  values: readonly string[],
  known: readonly Name[],
  fallback: Name,
): readonly Output<Name>[] {
  if (values.length === 0) return [{ name: fallback, path: undefined }];
  const outputs = values.map((value) => {
    const at = value.indexOf('=');
    const wanted = at === -1 ? value : value.slice(0, at);
    const name = known.find((each) => each === wanted);
    if (name === undefined) throw new UsageError(`--format takes ${known.join(', ')}; found ${JSON.stringify(wanted)}`);
    const path = at === -1 ? undefined : value.slice(at + 1);
    if (path === '') throw new UsageError(`--format ${wanted}= needs a file behind it`);
    return { name, path };
  });
  const printed = outputs.filter(({ path }) => path === undefined);
  if (printed.length > 1) {
    const names = printed.map(({ name }) => name).join(' and ');
    throw new UsageError(
      `${names} cannot both go to standard output: give a file, as in --format ${printed[1]?.name}=FILE`,
    );
  }
  return outputs;
}

/** Writes each output to its file, or to standard output. */
export function writeOutputs<Name extends string>(
  outputs: readonly Output<Name>[],
  render: (name: Name) => string,
  io: Pick<Io, 'cwd' | 'stdout'>,
): void {
  for (const { name, path } of outputs) {
    const text = render(name);
    if (path === undefined) {
      io.stdout(text);
      continue;
    }
    const file = resolve(io.cwd, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}
