import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { EmulatorSettings } from '../../src/emulator';
import { Host, memoryKeeper } from './host';
import type { Control } from './host';
import { readRequest, rejectForeign } from './http-request';
import type { Rejection } from './http-request';

export interface EmulatorOptions {
  /** 0, the default, takes a free one. */
  readonly port?: number;
  readonly settings?: Partial<EmulatorSettings>;
  /** Milliseconds since 1970 at which time stands still; absent, the machine's clock runs. */
  readonly clock?: number;
}

export interface RunningEmulator {
  /** Scheme, host and port: the endpoint for a client. */
  readonly url: string;
  readonly control: Control;
  /** Answers what is under way, then stops listening. */
  close(): Promise<void>;
}

/** Starts the emulator on loopback, and on nothing else. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<RunningEmulator> {
  const host = new Host({
    keeper: memoryKeeper(),
    settings: options.settings ?? {},
    machineClock: Date.now,
    clock: options.clock,
  });
  const server = createServer((message, response) => void answer(host, message, response));
  const port = await listen(server, options.port ?? 0);
  return {
    url: `http://127.0.0.1:${port}`,
    control: host.control,
    close: async () => {
      await stop(server);
      await host.close();
    },
  };
}

async function answer(host: Host, message: IncomingMessage, response: ServerResponse): Promise<void> {
  const foreign = rejectForeign(message, message.socket.localPort ?? 0);
  if (foreign !== undefined) return reject(response, foreign);
  const request = await readRequest(message);
  if ('code' in request) return reject(response, request);
  const { response: answered, delivery } = await host.answer(request);
  if (delivery.delayMs > 0) await delay(delivery.delayMs);
  if (delivery.kind === 'lost') {
    message.socket.destroy();
    return;
  }
  response.writeHead(answered.status, { ...answered.headers, 'content-length': Buffer.byteLength(answered.body) });
  response.end(answered.body);
}

function reject(response: ServerResponse, { status, code, message }: Rejection): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', connection: 'close' });
  response.end(JSON.stringify({ error: { code, message } }));
}

async function listen(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve, reject_) => {
    server.once('error', reject_);
    server.listen(port, '127.0.0.1', resolve);
  });
  return (server.address() as AddressInfo).port;
}

async function stop(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
}
