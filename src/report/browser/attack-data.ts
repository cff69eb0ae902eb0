/** What the matrix's page carries for its script. */
export interface AttackData {
  readonly rules: readonly AttackRule[];
  /** Names of what the cells may count: first all rules. */
  readonly views: readonly string[];
  readonly techniques: Readonly<Record<string, AttackCell>>;
}

export interface AttackRule {
  readonly page: string;
  readonly name: string;
  readonly severity: string;
  /** Places of the views that count it. */
  readonly views: readonly number[];
}

export interface AttackCell {
  readonly name: string;
  /** The technique itself and its sub-techniques, with the places of their rules. */
  readonly parts: readonly { readonly id: string; readonly name: string; readonly rules: readonly number[] }[];
}
