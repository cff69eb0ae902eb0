import type { ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { Outcome } from '../../src/emulator';

/** Sends answers as the emulated network lets them through. */
export class Deliverer {
  readonly #held = new Set<ServerResponse>();

  /** Resolves when the client has the answer, or its connection is gone. */
  async deliver({ response: answered, delivery }: Outcome, response: ServerResponse): Promise<void> {
    if (delivery.delayMs > 0) await delay(delivery.delayMs);
    switch (delivery.kind) {
      case 'lost':
        response.destroy();
        return;
      case 'never':
        this.#held.add(response);
        await closed(response);
        this.#held.delete(response);
        return;
      case 'sent':
      case 'broken': {
        const body = Buffer.from(answered.body);
        response.writeHead(answered.status, { ...answered.headers, 'content-length': body.length });
        const done = closed(response);
        if (delivery.kind === 'sent') response.end(body);
        else response.write(body.subarray(0, Math.floor(body.length / 2)), () => response.destroy());
        await done;
      }
    }
  }

  /** Ends the connections on which no answer comes. */
  letGo(): void {
    for (const response of this.#held) response.destroy();
  }
}

async function closed(response: ServerResponse): Promise<void> {
  if (response.destroyed) return;
  await new Promise<void>((resolve) => {
    response.once('close', resolve);
  });
}
