import type { Delivery, EmulatorResponse } from '../exchange';
import { effectOf } from './fault';
import type { FaultEffect } from './fault';

/** Whether the service never gets to see the request. */
export function neverArrives(effects: readonly FaultEffect[]): boolean {
  return effectOf(effects, 'lostRequest') !== undefined || effectOf(effects, 'noAnswer')?.effect === 'none';
}

/** What becomes of the answer on its way. */
export function deliveryOf(effects: readonly FaultEffect[]): Delivery {
  const delayMs = effectOf(effects, 'slow')?.delayMs ?? 0;
  if (effectOf(effects, 'noAnswer') !== undefined) return { kind: 'never', delayMs };
  const lost = effects.some(({ kind }) => kind === 'lostRequest' || kind === 'lostAnswer');
  if (lost) return { kind: 'lost', delayMs };
  return { kind: effectOf(effects, 'brokenBody') === undefined ? 'sent' : 'broken', delayMs };
}

/** A body that ends in its middle although nothing on the way cut it. */
export function cut(effects: readonly FaultEffect[], response: EmulatorResponse): EmulatorResponse {
  if (effectOf(effects, 'cutBody') === undefined) return response;
  return { ...response, body: response.body.slice(0, Math.floor(response.body.length / 2)) };
}
