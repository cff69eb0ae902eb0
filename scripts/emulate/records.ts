/** The last entries of what is recorded, each with its number. */
export class Records<Entry> {
  readonly #most: number;
  #entries: (Entry & { readonly sequence: number })[] = [];
  #sequence = 0;

  constructor(most: number) {
    this.#most = most;
  }

  add(entry: Entry): void {
    this.#sequence += 1;
    this.#entries.push({ ...entry, sequence: this.#sequence });
    // In one go and seldom: taking the first of a long list away costs as much as the list is long.
    if (this.#entries.length >= 2 * this.#most) this.#entries = this.#entries.slice(-this.#most);
  }

  all(): readonly (Entry & { readonly sequence: number })[] {
    return this.#entries.slice(-this.#most);
  }

  /** The numbers go on. */
  forget(): void {
    this.#entries = [];
  }
}
