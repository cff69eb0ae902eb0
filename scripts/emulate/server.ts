import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { EmulatorSettings, EmulatorState, Fault, QueryValidator } from '../../src/emulator';
import { answerControl, CONTROL_PATH } from './control-routes';
import { Deliverer } from './deliver';
import { Host } from './host';
import type { Control } from './host';
import { readRequest, rejectForeign } from './http-request';
import type { Rejection } from './http-request';
import { openJournal } from './journal';
import { memoryKeeper } from './keeper';

export interface EmulatorOptions {
  /** 0, the default, takes a free one. */
  readonly port?: number;
  /** Folder that keeps the state; absent, it is kept in memory. */
  readonly dataDir?: string;
  /** Writes after which the folder's journal is folded into a snapshot. */
  readonly compactAfter?: number;
  /** What is there at the start, in memory. */
  readonly state?: EmulatorState;
  readonly settings?: Partial<EmulatorSettings>;
  /** Milliseconds since 1970 at which time stands still; absent, the machine's clock runs. */
  readonly clock?: number;
  readonly faults?: readonly Fault[];
  readonly validateQuery?: QueryValidator;
  /** `http`: other processes may see and set faults, clock and state under `/_emulator/`. */
  readonly control?: 'inProcess' | 'http';
}

export interface RunningEmulator {
  /** Scheme, host and port: the endpoint for a client. */
  readonly url: string;
  readonly control: Control;
  /** What a person should know of how the data folder was found. */
  readonly notes: readonly string[];
  /** Answers what is under way, then stops listening and gives the data folder back. */
  close(): Promise<void>;
}

/**
 * Starts the emulator on loopback, and on nothing else. Throws DataFolderError if the folder is in use or damaged, and
 * the socket's own error if the port is taken.
 */
export async function startEmulator(options: EmulatorOptions = {}): Promise<RunningEmulator> {
  const { dataDir, compactAfter, state } = options;
  const keeper = dataDir === undefined ? memoryKeeper(state) : await openJournal(dataDir, compactAfter);
  const host = new Host({
    keeper,
    machineClock: Date.now,
    clock: options.clock,
    settings: options.settings ?? {},
    faults: options.faults ?? [],
    validateQuery: options.validateQuery,
  });
  const deliverer = new Deliverer();
  const underWay = new Set<Promise<void>>();
  const server = createServer((message, response) => {
    const answering = answer({ host, deliverer, control: options.control ?? 'inProcess' }, message, response)
      .catch((error: unknown) => failed(response, error))
      .finally(() => underWay.delete(answering));
    underWay.add(answering);
  });
  try {
    const port = await listen(server, options.port ?? 0);
    return {
      url: `http://127.0.0.1:${port}`,
      control: host.control,
      notes: keeper.notes,
      close: async () => {
        deliverer.letGo();
        await stop(server, underWay);
        await host.close();
      },
    };
  } catch (error) {
    await host.close();
    throw error;
  }
}

interface Behind {
  readonly host: Host;
  readonly deliverer: Deliverer;
  readonly control: 'inProcess' | 'http';
}

async function answer(
  { host, deliverer, control }: Behind,
  message: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const foreign = rejectForeign(message, message.socket.localPort ?? 0);
  if (foreign !== undefined) return reject(response, foreign);
  const request = await readRequest(message);
  if ('code' in request) return reject(response, request);
  if (control === 'http' && new URL(request.url).pathname.startsWith(CONTROL_PATH)) {
    const { status, body } = await answerControl(host.control, request);
    response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(body);
    return;
  }
  await deliverer.deliver(await host.answer(request), response);
}

/** The journal could not be written, or a mistake of ours: the client hears that nothing can be relied on. */
function failed(response: ServerResponse, error: unknown): void {
  if (response.headersSent || response.destroyed) {
    response.destroy();
    return;
  }
  const message = error instanceof Error ? error.message : String(error);
  reject(response, { status: 500, code: 'EmulatorFailed', message });
}

function reject(response: ServerResponse, { status, code, message }: Rejection): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', connection: 'close' });
  response.end(JSON.stringify({ error: { code, message } }));
}

async function listen(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve, refuse) => {
    server.once('error', refuse);
    server.listen(port, '127.0.0.1', resolve);
  });
  return (server.address() as AddressInfo).port;
}

/** How long a request may still take after the emulator was told to stop. */
const GRACE_MS = 2000;

async function stop(server: Server, underWay: ReadonlySet<Promise<void>>): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  const timer = setTimeout(() => server.closeAllConnections(), GRACE_MS);
  await Promise.allSettled(underWay);
  server.closeAllConnections();
  await closed;
  clearTimeout(timer);
}
