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

/** What becomes of a response on its way: a fault may hold it back or lose it. */
export type Delivery = { readonly kind: 'sent' | 'lost'; readonly delayMs: number };
