/** Codes one after another, in an array that grows by doubling. */
export class Codes {
  #values = new Int32Array(16);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(code: number): void {
    if (this.#length === this.#values.length) {
      const grown = new Int32Array(this.#values.length * 2);
      grown.set(this.#values);
      this.#values = grown;
    }
    this.#values[this.#length++] = code;
  }

  finish(): Int32Array {
    return this.#values.slice(0, this.#length);
  }
}
