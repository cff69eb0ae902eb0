/** An object of an answer, of which nothing is known yet. */
export interface Raw {
  readonly [key: string]: unknown;
}

/** The object, or an empty one: answers may have holes. */
export function rowOf(value: unknown): Raw {
  return typeof value === 'object' && value !== null ? (value as Raw) : {};
}

export function rowsOf(value: unknown): readonly Raw[] {
  return Array.isArray(value) ? value.map(rowOf) : [];
}
