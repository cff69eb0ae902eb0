/** One HTTP request, read whole. Header names are in lower case. */
export interface EmulatorRequest {
  readonly method: string;
  /** Absolute, with the scheme, host and port that the client used: nextLinks are made from it. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Empty when there is none. */
  readonly body: string;
  /** Who sent it, if the way it came tells; else its bearer token may. */
  readonly principal?: string;
}

export interface EmulatorResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON text, or empty. */
  readonly body: string;
}

/**
 * What becomes of a response on its way:
 * - `lost`: it never arrives, and the connection ends
 * - `broken`: half of its body arrives, and then the connection ends
 * - `never`: it never arrives, and the connection stays open
 */
export interface Delivery {
  readonly kind: 'sent' | 'lost' | 'broken' | 'never';
  readonly delayMs: number;
}
