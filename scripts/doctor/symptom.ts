/** One thing that was looked at. */
export interface Symptom {
  readonly what: string;
  /** `unknown`: it could not be looked at. */
  readonly state: 'good' | 'warning' | 'bad' | 'unknown';
  readonly found: string;
  /** What to do; absent where all is well. */
  readonly remedy?: string;
}

export function good(what: string, found: string): Symptom {
  return { what, state: 'good', found };
}

export function ill(
  state: 'warning' | 'bad' | 'unknown',
  what: string,
  [found, remedy]: readonly [string, string],
): Symptom {
  return { what, state, found, remedy };
}
