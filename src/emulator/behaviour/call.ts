import type { EmulatorRequest } from '../exchange';
import type { JsonObject } from '../json';
import type { Refusal } from '../errors';
import type { EmulatorSettings } from '../settings';
import type { Route } from '../contract/routes';
import type { Change } from '../state/change';
import type { EmulatorState } from '../state/state';

/** A request that found its operation, with all that the operation may look at. */
export interface Call {
  readonly request: EmulatorRequest;
  readonly url: URL;
  readonly route: Route;
  readonly state: EmulatorState;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly settings: EmulatorSettings;
}

export type Reply =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly body?: JsonObject;
      readonly changes: readonly Change[];
    }
  | { readonly kind: 'refusal'; readonly refusal: Refusal };

export const answer = (status: number, body?: JsonObject, changes: readonly Change[] = []): Reply => ({
  kind: 'answer',
  status,
  ...(body === undefined ? {} : { body }),
  changes,
});

export const refuse = (refusal: Refusal): Reply => ({ kind: 'refusal', refusal });

export type Operation = (call: Call) => Reply;
