/** One conformance case; the shape that the published case files have. */
export interface ConformanceCase {
  readonly id: string;
  readonly topic: string;
  readonly query: string;
  readonly inputs: unknown;
  readonly orderMatters: boolean;
  readonly nondeterministic: boolean;
  readonly excluded?: string;
  readonly core: boolean;
  /** An assertion that a wrong answer could pass too. */
  readonly weak?: boolean;
  readonly suspect?: unknown;
  readonly approximate?: unknown;
  readonly features?: { readonly operators: readonly string[]; readonly functions: readonly string[] };
  readonly expected: Expected;
}

export interface Expected {
  readonly columns?: readonly string[];
  readonly types?: readonly (string | null)[];
  readonly rows?: readonly (readonly unknown[])[];
  readonly text?: string;
  readonly truncated?: boolean;
  readonly columnsPartial?: boolean;
  readonly suspect?: unknown;
  readonly printing?: 'babykusto' | 'kustoloco';
  readonly rowSeparator?: string;
  readonly lastRowOnly?: boolean;
  readonly tolerance?: number;
}

const given = (value: unknown): boolean => value !== undefined && value !== null && value !== false;

/** A case that says what a self-contained, repeatable query must answer. */
export function isUsable(each: ConformanceCase): boolean {
  if (each.inputs !== 'self' || each.nondeterministic || given(each.excluded) || each.weak === true) return false;
  return !given(each.suspect) && !given(each.expected.suspect);
}
