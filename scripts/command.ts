import type { ExitCode } from './exit-codes';

/** What a command may touch of the machine: passed in, so that tests can watch and set it. */
export interface Io {
  /** Results. */
  stdout(text: string): void;
  /** Words for people: progress, warnings, hints. */
  stderr(text: string): void;
  /** The whole of standard input, as text. */
  stdin(): Promise<string>;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  now(): Date;
  /** Whether results may carry colour: a terminal, no NO_COLOR, no CI; or FORCE_COLOR. */
  readonly color: boolean;
  /** Whether standard error is a terminal that progress may be drawn on. */
  readonly progress: boolean;
  /** Turns Ctrl-C and a polite kill into a signal, until it is released: for work that must end well. */
  readonly interrupt?: () => Interrupt;
  /** Waits, until the signal at the longest. */
  readonly sleep?: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  /** Asks a person on standard error and gives the answer; absent where nobody can answer. */
  readonly ask?: (question: string) => Promise<string>;
}

export interface Interrupt {
  readonly signal: AbortSignal;
  release(): void;
}

interface OptionBase {
  readonly describe: string;
  readonly alias?: string;
  readonly hidden?: boolean;
}

export type Option =
  | (OptionBase & { readonly type: 'boolean'; readonly default?: boolean })
  | (OptionBase & { readonly type: 'number'; readonly default?: number })
  | (OptionBase & { readonly type: 'string'; readonly default?: string; readonly choices?: readonly string[] })
  | (OptionBase & { readonly type: 'strings' });

export interface Positional {
  readonly describe: string;
  readonly required?: boolean;
  /** Names a file or folder: commands get it relative to the project where it is below it, with forward slashes. */
  readonly isPath?: true;
  /** Takes all that follow. */
  readonly many?: boolean;
}

type OptionValue<O extends Option> = O extends { type: 'strings' }
  ? readonly string[]
  : O extends { type: 'boolean' }
    ? boolean
    : O extends { type: 'number'; default: number }
      ? number
      : O extends { type: 'number' }
        ? number | undefined
        : O extends { choices: readonly (infer C)[]; default: string }
          ? C
          : O extends { choices: readonly (infer C)[] }
            ? C | undefined
            : O extends { default: string }
              ? string
              : string | undefined;

type PositionalValue<P extends Positional> = P extends { many: true }
  ? readonly string[]
  : P extends { required: true }
    ? string
    : string | undefined;

export type Args<O extends Record<string, Option>, P extends Record<string, Positional>> = {
  readonly [K in keyof O]: OptionValue<O[K]>;
} & { readonly [K in keyof P]: PositionalValue<P[K]> };

/** One verb of the command line. `name` is what people type; what it is for is in `commands.ts`. Positionals are in order. */
export interface Command {
  readonly name: string;
  readonly options: Readonly<Record<string, Option>>;
  readonly positionals: Readonly<Record<string, Positional>>;
  /** Command lines (without the program's name) and what each is for. */
  readonly examples: readonly (readonly [string, string])[];
  run(args: Readonly<Record<string, unknown>>, io: Io): Promise<ExitCode>;
}

/** Declares a command with its arguments typed from their declarations. */
export function defineCommand<
  const O extends Record<string, Option>,
  const P extends Record<string, Positional> = Record<never, never>,
>(command: {
  readonly name: string;
  readonly options: O;
  readonly positionals?: P;
  readonly examples?: readonly (readonly [string, string])[];
  run(args: Args<O, P>, io: Io): Promise<ExitCode>;
}): Command {
  return {
    name: command.name,
    options: command.options,
    positionals: command.positionals ?? {},
    examples: command.examples ?? [],
    run: (args, io) => command.run(args as Args<O, P>, io),
  };
}

/** A mistake in how the tool was called or configured: shown as one message, exit 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
