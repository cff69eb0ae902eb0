import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerControl, CONTROL_PATH } from './control-routes';
import { Deliverer } from './deliver';
import type { Host } from './host';
import { readRequest, rejectForeign } from './http-request';
import type { Rejection } from './http-request';

/** A port of the emulator. */
export interface Door {
  /** Scheme, host and port. */
  readonly url: string;
  /** Answers what is under way, then stops listening. */
  close(): Promise<void>;
}

interface Opening {
  readonly host: Host;
  /** 0 takes a free one. */
  readonly port: number;
  readonly control: 'inProcess' | 'http';
  /** Whose requests come through this door; absent, their tokens say. */
  readonly principal?: string;
}

/** Listens on loopback, and on nothing else. Rejects with the socket's own error if the port is taken. */
export async function openDoor(opening: Opening): Promise<Door> {
  const deliverer = new Deliverer();
  const underWay = new Set<Promise<void>>();
  const server = createServer((message, response) => {
    const answering = answer({ ...opening, deliverer }, message, response)
      .catch((error: unknown) => failed(response, error))
      .finally(() => underWay.delete(answering));
    underWay.add(answering);
  });
  const port = await listen(server, opening.port);
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      deliverer.letGo();
      await stop(server, underWay);
    },
  };
}

async function answer(
  { host, deliverer, control, principal }: Opening & { readonly deliverer: Deliverer },
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
  const outcome = await host.answer(principal === undefined ? request : { ...request, principal });
  await deliverer.deliver(outcome, response);
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
