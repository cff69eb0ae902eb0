/** What the matrix's page carries for its script. */
export interface AttackData {
  readonly rules: readonly AttackRule[];
  /** By tactic and technique: `Impact/T1490`. */
  readonly cells: Readonly<Record<string, AttackCell>>;
}

export interface AttackRule {
  readonly page: string;
  readonly name: string;
  readonly severity: string;
  /** Places of the views (what cells may count; the first is all rules) that count it. */
  readonly views: readonly number[];
}

export interface AttackCell {
  readonly name: string;
  /** The technique itself and its sub-techniques, with the places of their rules. */
  readonly parts: readonly { readonly id: string; readonly name: string; readonly rules: readonly number[] }[];
}
