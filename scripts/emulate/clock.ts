/** The emulated clock: the machine's, one that stands still, or one that runs faster. */
export class EmulatedClock {
  readonly #machine: () => number;
  #start: { readonly at: number; readonly machine: number; readonly speed: number } | undefined;

  /** `at`: milliseconds since 1970 at which time stands still; absent, the machine's clock runs. */
  constructor(machine: () => number, at: number | undefined) {
    this.#machine = machine;
    this.set(at);
  }

  /** Milliseconds since 1970. */
  now(): number {
    if (this.#start === undefined) return this.#machine();
    const { at, machine, speed } = this.#start;
    return at + (speed === 0 ? 0 : (this.#machine() - machine) * speed);
  }

  /** Stops the clock at a time; undefined gives the machine's back. */
  set(at: number | undefined): void {
    this.#start = at === undefined ? undefined : { at, machine: this.#machine(), speed: 0 };
  }

  /** Lets time run on from now, so many times as fast as the machine's. */
  run(speed: number): void {
    this.#start = { at: this.now(), machine: this.#machine(), speed };
  }

  /** Moves time on, and stops the clock unless it was set to run. */
  advance(seconds: number): void {
    this.#move(seconds, 0);
  }

  /** Moves time; the clock goes on as it did. */
  jump(seconds: number): void {
    this.#move(seconds, 1);
  }

  #move(seconds: number, speed: number): void {
    const at = this.now() + seconds * 1000;
    this.#start = { at, machine: this.#machine(), speed: this.#start?.speed ?? speed };
  }
}
