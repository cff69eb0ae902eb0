import type { Argv } from 'yargs';
import { UsageError } from './command';
import type { Command, Io, Option } from './command';
import { commands } from './commands';
import { EXIT } from './exit-codes';
import type { ExitCode } from './exit-codes';
import { terminalIo } from './terminal';
import { TOOL } from './tool';

/** Reads the command line, runs the verb, turns what went wrong into words and an exit code. */
export async function runCli(argv: readonly string[]): Promise<ExitCode> {
  const io = terminalIo();
  if (argv.length === 1 && argv[0] === '--version') {
    io.stdout(`${TOOL.version}\n`);
    return EXIT.ok;
  }
  let code: ExitCode = EXIT.usage;
  const parser = await declareVerbs(await program(), argv, async (command, args) => {
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

type RunVerb = (command: Command, args: Record<string, unknown>) => Promise<void>;

/** The verb that the command line names, whole; of the others their names. A shell that completes a word names it later. */
async function declareVerbs(parser: Argv, argv: readonly string[], run: RunVerb): Promise<Argv> {
  const [verb] = argv[0] === COMPLETIONS ? argv.slice(argv[1] === 'sentinel-rules' ? 2 : 1) : argv;
  const named = verb !== undefined && Object.hasOwn(commands, verb) ? commands[verb] : undefined;
  if (named === undefined || argv[0] === COMPLETIONS) {
    for (const [name, { describe }] of Object.entries(commands)) parser.command(name, describe);
  }
  return named === undefined ? parser : declare(parser, await named.load(), { describe: named.describe, run });
}

/** What a shell calls to complete a word: yargs' own flag. */
const COMPLETIONS = '--get-yargs-completions';

async function program(): Promise<Argv> {
  const { default: yargs } = await import('yargs');
  return yargs([])
    .scriptName('sentinel-rules')
    .usage('$0 <command>\n\nMicrosoft Sentinel analytics rules as code: check, test, compile, plan, deploy.')
    .version(TOOL.version)
    .demandCommand(1, 'Name a command: `sentinel-rules --help` lists them.')
    .strict()
    .parserConfiguration({ 'camel-case-expansion': false, 'parse-positional-numbers': false, 'greedy-arrays': false })
    .exitProcess(false)
    .help()
    .completion('completion', 'Print a script that completes words in bash or zsh: add it to your profile')
    .alias('h', 'help')
    .epilogue(
      'Exit codes: 0 fine, 1 findings, 2 wrong usage or config, 3 remote failure, 4 conflict or stale plan, 5 refused by a guard, 10 differences, 70 a bug of ours.',
    )
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
    async (args: Record<string, unknown>) => run(command, withLists(command, args)),
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
