import yargs from 'yargs';
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
  const [verb] = argv;
  const loader = verb !== undefined && Object.hasOwn(commands, verb) ? commands[verb] : undefined;
  const known = loader === undefined ? await loadAll() : [await loader()];
  let code: ExitCode = EXIT.usage;
  const parser = known.reduce(
    (all, command) => declare(all, command, async (args) => void (code = await guarded(command, args, io))),
    program(),
  );
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

function program(): Argv {
  return yargs([])
    .scriptName('sentinel-rules')
    .usage('$0 <command>\n\nMicrosoft Sentinel analytics rules as code: check, test, compile, plan, deploy.')
    .version(TOOL.version)
    .demandCommand(1, 'Name a command: `sentinel-rules --help` lists them.')
    .strict()
    .parserConfiguration({ 'camel-case-expansion': false, 'parse-positional-numbers': false, 'greedy-arrays': false })
    .exitProcess(false)
    .help()
    .alias('h', 'help')
    .epilogue(
      'Exit codes: 0 fine, 1 findings, 2 wrong usage or config, 3 remote failure, 4 conflict or stale plan, 5 refused by a guard, 10 differences, 70 a bug of ours.',
    )
    .wrap(110);
}

async function loadAll(): Promise<readonly Command[]> {
  return Promise.all(Object.values(commands).map((load) => load()));
}

function declare(parser: Argv, command: Command, run: (args: Record<string, unknown>) => Promise<void>): Argv {
  const places = Object.entries(command.positionals).map(([name, { required, many }]) => {
    const inner = many === true ? `${name}..` : name;
    return required === true ? `<${inner}>` : `[${inner}]`;
  });
  return parser.command(
    [command.name, ...places].join(' '),
    command.describe,
    (sub: Argv) => {
      for (const [name, { describe }] of Object.entries(command.positionals)) {
        sub.positional(name, { describe, type: 'string' });
      }
      for (const [name, option] of Object.entries(command.options)) sub.option(name, yargsOption(option));
      for (const [line, purpose] of command.examples) sub.example(`$0 ${line}`, purpose);
      return sub;
    },
    async (args: Record<string, unknown>) => run(withLists(command, args)),
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
