import type { IncomingMessage } from 'node:http';
import type { EmulatorRequest } from '../../src/emulator';

/** Why a request never reaches the emulated service. */
export interface Rejection {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

/** The Resource Manager's limit of a request body, in bytes. */
const MAX_BODY = 4 * 1024 * 1024;

/**
 * Only clients that addressed a loopback name may speak: a page in a browser can reach this port through a name of its
 * own that it lets point here (DNS rebinding), and would then carry that name in the Host header, or its Origin.
 */
export function rejectForeign({ headers }: IncomingMessage, port: number): Rejection | undefined {
  const hosts = ['127.0.0.1', 'localhost', '[::1]'].map((name) => `${name}:${port}`);
  const host = headers.host?.toLowerCase();
  if (host === undefined || !hosts.includes(host)) {
    return { status: 403, code: 'ForeignHost', message: `The emulator answers only to ${hosts.join(', ')}.` };
  }
  if (headers.origin !== undefined) {
    return { status: 403, code: 'ForeignOrigin', message: 'The emulator does not answer pages of a browser.' };
  }
  return undefined;
}

export async function readRequest(message: IncomingMessage): Promise<EmulatorRequest | Rejection> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY) {
      return {
        status: 413,
        code: 'RequestContentTooLarge',
        message: `The request content size exceeds the maximum size of ${MAX_BODY} bytes.`,
      };
    }
    chunks.push(chunk);
  }
  return {
    method: message.method ?? 'GET',
    url: `http://${message.headers.host ?? ''}${message.url ?? '/'}`,
    headers: Object.fromEntries(
      Object.entries(message.headers).map(([name, value]) => [
        name,
        Array.isArray(value) ? value.join(', ') : (value ?? ''),
      ]),
    ),
    body: Buffer.concat(chunks).toString('utf8'),
  };
}
