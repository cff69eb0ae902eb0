/** What the catalogue's page carries for its script: short, because it is there for thousands of rules. */
export interface CatalogueData {
  readonly facets: readonly Facet[];
  readonly entries: readonly Entry[];
}

export interface Facet {
  /** Name in the address: `severity`. */
  readonly key: string;
  readonly label: string;
  readonly values: readonly FacetValue[];
}

/** What it is in the address, and to a reader. */
export type FacetValue = readonly [value: string, label: string];

export interface Entry {
  /** Address of the rule's page. */
  readonly page: string;
  readonly name: string;
  readonly id: string;
  readonly path: string;
  /** Other words that a search finds it by, lower case. */
  readonly words: string;
  /** For each facet the places of its values in the facet's list. */
  readonly values: readonly (readonly number[])[];
}
