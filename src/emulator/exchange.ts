/** One HTTP request, read whole. Header names are in lower case. */
export interface EmulatorRequest {
  readonly method: string;
  /** Absolute, with the scheme, host and port that the client used: nextLinks are made from it. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Empty when there is none. */
  readonly body: string;
}

export interface EmulatorResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON text, or empty. */
  readonly body: string;
}

/**
 * What becomes of a response on its way: `lost` never arrives, of a `broken` one half the body does, and then the
 * connection ends.
 */
export interface Delivery {
  readonly kind: 'sent' | 'lost' | 'broken';
  readonly delayMs: number;
}
