/** One thing that is not as expected, in a form that can be told in a line or shown as a table. */
export type Mismatch =
  | {
      readonly kind: 'count';
      readonly what: 'alert' | 'result' | 'incident';
      /** `some`: at least one. */
      readonly expected: number | 'some';
      readonly found: number;
      /** What was found, or why nothing was. */
      readonly note?: string;
    }
  | {
      readonly kind: 'alert';
      /** Position of the expected alert in the test, from 1, of how many. */
      readonly number: number;
      readonly of: number;
      /** Title of the found alert that is nearest. */
      readonly title: string;
      readonly fields: readonly FieldDifference[];
    }
  | {
      readonly kind: 'rows';
      readonly columns: readonly string[];
      /** Expected rows that are not there. */
      readonly missing: readonly (readonly string[])[];
      /** Rows that nobody expected. */
      readonly unexpected: readonly (readonly string[])[];
      readonly matched: number;
    }
  | { readonly kind: 'words'; readonly message: string };

export interface FieldDifference {
  readonly field: string;
  readonly expected: string;
  readonly found: string;
}

/** A mismatch in one line. */
export function mismatchWords(mismatch: Mismatch): string {
  switch (mismatch.kind) {
    case 'count': {
      const { what, expected, found, note } = mismatch;
      const wanted =
        expected === 'some'
          ? what === 'alert'
            ? 'an alert'
            : `a ${what}`
          : expected === 0
            ? `no ${what}`
            : `${expected} ${plural(what, expected)}`;
      return `expected ${wanted}, found ${found === 0 ? 'none' : found}${note === undefined ? '' : `: ${note}`}`;
    }
    case 'alert':
      return mismatch.fields
        .map(({ field, expected, found }) => `${field}: expected ${expected}, found ${found}`)
        .join('; ');
    case 'rows': {
      const { missing, unexpected, columns } = mismatch;
      const shown = (row: readonly string[]): string =>
        columns.map((name, at) => `${name} ${row[at] ?? ''}`).join(', ');
      return [
        ...missing.map((row) => `no result has ${shown(row)}`),
        ...unexpected.map((row) => `unexpected result: ${shown(row)}`),
      ].join('; ');
    }
    case 'words':
      return mismatch.message;
  }
}

function plural(word: string, count: number): string {
  return count === 1 ? word : `${word}s`;
}
