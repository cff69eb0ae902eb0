import type { Argv } from 'yargs';
import { UsageError } from './command';
import type { Command, Io, Option } from './command';
import { commands } from './commands';
import { EXIT } from './exit-codes';
import type { ExitCode } from './exit-codes';
import { typedPath } from './files/project-path';
import { helpText } from './help';
import { terminalIo } from './terminal';
import { TOOL } from './tool';

/** Reads the command line, runs the verb, turns what went wrong into words and an exit code. */
export async function runCli(argv: readonly string[]): Promise<ExitCode> {
  const io = terminalIo();
  if (argv.length === 1 && argv[0] === '--version') {
    io.stdout(`${TOOL.version}\n`);
    return EXIT.ok;
  }
  if (argv.length === 1 && argv[0] === 'completion') {
    (await program()).showCompletionScript();
    return EXIT.ok;
  }
  const verb = verbOf(argv);
  if (verb === undefined) return await withoutVerb(argv, io);
  let code: ExitCode = EXIT.usage;
  const parser = await declareVerb(await program(), verb, async (command, args) => {
    code = await guarded(command, args, io);
  });
  try {
    await parser.parseAsync([...argv], {}, (failed: Error | null | undefined, _argv, output) => {
      // yargs says null where a command ran, undefined where it printed help or the version.
      const error = failed ?? undefined;
      if (error !== undefined && output === '') throw error;
      if (output === '') return;
      if (error === undefined) code = EXIT.ok;
      (error === undefined ? io.stdout : io.stderr)(`${output}\n`);
    });
  } catch (error) {
    io.stderr(`${error instanceof Error ? error.message : String(error)}\n`);
  }
  return code;
}

/** What a shell calls to complete a word: yargs' own flag. */
const COMPLETIONS = '--get-yargs-completions';

/** The verb that a command line names: its first word, or for a shell that completes words, the first of that line. */
function verbOf(argv: readonly string[]): { readonly name: string; readonly known: boolean } | undefined {
  const completes = argv[0] === COMPLETIONS;
  const [name = ''] = completes ? argv.slice(argv[1] === TOOL.name ? 2 : 1) : argv;
  const known = Object.hasOwn(commands, name);
  return known || completes ? { name, known } : undefined;
}

/** No verb is named, or one that is none. */
async function withoutVerb(argv: readonly string[], io: Io): Promise<ExitCode> {
  const [word] = argv;
  if (word === undefined || word.startsWith('-')) {
    if (argv.some((arg) => arg === '--help' || arg === '-h')) {
      io.stdout(helpText());
      return EXIT.ok;
    }
    io.stderr(`${helpText()}\nName a command first: \`sentinel-rules check\`, for example.\n`);
    return EXIT.usage;
  }
  const { printable, suggest } = await import('../src/diagnostics/index.js');
  const near = suggest(word, [...Object.keys(commands), 'completion']);
  const instead = near === undefined ? '' : `Did you mean \`${near}\`? `;
  io.stderr(`Unknown command: ${printable(word)}. ${instead}\`sentinel-rules --help\` lists them.\n`);
  return EXIT.usage;
}

type RunVerb = (command: Command, args: Record<string, unknown>) => Promise<void>;

/** The verb that is named, whole; for a shell that completes a word before there is one, the names of all. */
async function declareVerb(
  parser: Argv,
  { name, known }: { readonly name: string; readonly known: boolean },
  run: RunVerb,
): Promise<Argv> {
  const verb = commands[name];
  if (known && verb !== undefined) return declare(parser, await verb.load(), { describe: verb.describe, run });
  for (const [each, { describe }] of Object.entries(commands)) parser.command(each, describe);
  return parser;
}

async function program(): Promise<Argv> {
  const { default: yargs } = await import('yargs');
  return yargs([])
    .scriptName('sentinel-rules')
    .version(TOOL.version)
    .strict()
    .parserConfiguration({ 'camel-case-expansion': false, 'parse-positional-numbers': false, 'greedy-arrays': false })
    .exitProcess(false)
    .help()
    .completion('completion', 'Print a script that completes words in bash or zsh: add it to your profile')
    .alias('h', 'help')
    .wrap(110);
}

function declare(
  parser: Argv,
  command: Command,
  { describe: purpose, run }: { readonly describe: string; readonly run: RunVerb },
): Argv {
  const places = Object.entries(command.positionals).map(([name, { required, many }]) => {
    const inner = many === true ? `${name}..` : name;
    return required === true ? `<${inner}>` : `[${inner}]`;
  });
  return parser.command(
    [command.name, ...places].join(' '),
    purpose,
    (sub: Argv) => {
      for (const [name, { describe }] of Object.entries(command.positionals)) {
        sub.positional(name, { describe, type: 'string' });
      }
      for (const [name, option] of Object.entries(command.options)) sub.option(name, yargsOption(option));
      for (const [line, meaning] of command.examples) sub.example(`$0 ${line}`, meaning);
      return sub;
    },
    async (args: Record<string, unknown>) => run(command, withPaths(command, withLists(command, args))),
  );
}

function yargsOption(option: Option): Record<string, unknown> {
  const { describe, alias, hidden } = option;
  const shared = { describe, ...(alias === undefined ? {} : { alias }), ...(hidden === true ? { hidden } : {}) };
  switch (option.type) {
    case 'strings':
      return { ...shared, type: 'string', array: true, requiresArg: true };
    case 'boolean':
      return { ...shared, type: 'boolean', default: option.default ?? false };
    case 'number':
    case 'string': {
      const choices = option.type === 'string' && option.choices !== undefined ? { choices: option.choices } : {};
      const initial = option.default === undefined ? {} : { default: option.default };
      return { ...shared, type: option.type, requiresArg: true, ...choices, ...initial };
    }
  }
}

/** A list that was not given is an empty list. */
function withLists(command: Command, args: Record<string, unknown>): Record<string, unknown> {
  const lists = [
    ...Object.entries(command.options).filter(([, { type }]) => type === 'strings'),
    ...Object.entries(command.positionals).filter(([, { many }]) => many === true),
  ].map(([name]) => [name, args[name] ?? []]);
  return { ...args, ...Object.fromEntries(lists) };
}

/** Paths as files of the project are called everywhere else. */
function withPaths(command: Command, args: Record<string, unknown>): Record<string, unknown> {
  const paths = Object.entries(command.positionals)
    .filter(([, { isPath }]) => isPath === true)
    .map(([name]) => [name, readPath(args[name])]);
  return { ...args, ...Object.fromEntries(paths) };
}

function readPath(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(readPath);
  return typeof value === 'string' && value !== '' ? typedPath(value, process.cwd()) : value;
}

async function guarded(command: Command, args: Record<string, unknown>, io: Io): Promise<ExitCode> {
  try {
    return await command.run(args, io);
  } catch (error) {
    if (error instanceof UsageError) {
      io.stderr(`${error.message}\n`);
      return EXIT.usage;
    }
    io.stderr(
      `sentinel-rules stopped at a mistake of its own in \`${command.name}\`. Please report it with this text:\n${
        error instanceof Error ? (error.stack ?? error.message) : String(error)
      }\n`,
    );
    return EXIT.bug;
  }
}
