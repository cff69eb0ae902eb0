import { resolve } from 'node:path';
import { ARM_THROTTLING, DEFAULT_SETTINGS } from '../../src/emulator';
import { defineCommand, UsageError } from '../command';
import type { Io } from '../command';
import { DataFolderError, errorCode, startEmulator } from '../emulate';
import type { EmulatorOptions, RunningEmulator } from '../emulate';
import { EXIT } from '../exit-codes';
import { loadConfig } from '../targets/load-target';
import { projectQueries } from '../targets/project-queries';
import { stopSignal } from '../stop-signal';

export const emulate = defineCommand({
  name: 'emulate',
  options: {
    port: { type: 'number', describe: 'port on 127.0.0.1; 0 takes a free one', default: 8765 },
    data: { type: 'string', describe: 'folder that keeps the workspaces; without it they are forgotten at the end' },
    'page-size': { type: 'number', describe: 'resources on a page of a list', default: DEFAULT_SETTINGS.pageSize },
    clock: { type: 'string', describe: 'ISO 8601 time at which the clock stands still' },
    queries: {
      type: 'boolean',
      describe:
        "read the rules' queries with the project's tables, and refuse what a workspace would (--no-queries: any text)",
      default: true,
    },
    throttle: { type: 'boolean', describe: "hold requests to the Azure Resource Manager's rates" },
    control: { type: 'boolean', describe: 'let other processes set faults and the clock under /_emulator/' },
  },
  examples: [
    ['emulate', 'a workspace in memory, at http://127.0.0.1:8765'],
    ['emulate --data .sentinel/local', 'the workspace of the target `local`, over HTTP'],
    ['emulate --port 0 --control', 'on a free port, with faults that a test can set'],
  ],
  async run(args, io) {
    const emulator = await start(optionsOf(args, io), args.port);
    const stopped = stopSignal();
    io.stdout(`${emulator.url}\n`);
    for (const note of emulator.notes) io.stderr(`note: ${note}\n`);
    io.stderr(howTo(emulator, args));
    await stopped;
    await emulator.close();
    io.stderr('stopped\n');
    return EXIT.ok;
  },
});

interface EmulateArgs {
  readonly port: number;
  readonly data: string | undefined;
  readonly 'page-size': number;
  readonly clock: string | undefined;
  readonly queries: boolean;
  readonly throttle: boolean;
  readonly control: boolean;
}

function optionsOf(args: EmulateArgs, io: Io): EmulatorOptions {
  const { port, data, clock, 'page-size': pageSize } = args;
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new UsageError(`--port must be a whole number from 0 to 65535; found ${port}`);
  }
  if (!Number.isInteger(pageSize) || pageSize < 1) {
    throw new UsageError(`--page-size must be a whole number of at least 1; found ${pageSize}`);
  }
  const now = clock === undefined ? undefined : Date.parse(clock);
  if (Number.isNaN(now)) throw new UsageError(`--clock must be a time such as 2026-01-10T00:00:00Z; found '${clock}'`);
  return {
    port,
    settings: { pageSize, ...(args.throttle ? { throttling: ARM_THROTTLING } : {}) },
    control: args.control ? 'http' : 'inProcess',
    ...(data === undefined ? {} : { dataDir: resolve(io.cwd, data) }),
    ...(now === undefined ? {} : { clock: now }),
    ...(args.queries ? { validateQuery: projectQueries(io.cwd, loadConfig(io)) } : {}),
  };
}

async function start(options: EmulatorOptions, port: number): Promise<RunningEmulator> {
  try {
    return await startEmulator(options);
  } catch (error) {
    if (error instanceof DataFolderError) throw new UsageError(`--data: ${error.message}`);
    const code = errorCode(error);
    if (code === 'EADDRINUSE') {
      throw new UsageError(`port ${port} is taken; name another with --port, or 0 for a free one`);
    }
    if (code === 'EACCES') throw new UsageError(`port ${port} or the data folder may not be used by this user`);
    throw error;
  }
}

function howTo({ url }: RunningEmulator, { data, control }: EmulateArgs): string {
  return [
    'The Sentinel API, emulated. Every workspace path exists; nothing leaves this machine.',
    `  state     ${data ?? 'in memory'}`,
    ...(control ? [`  control   ${url}/_emulator/`] : []),
    '  target    in sentinel.config.yaml, under targets:',
    `              emulated: { kind: emulator, endpoint: '${url}' }`,
    '  stop      Ctrl-C',
    '',
  ].join('\n');
}
