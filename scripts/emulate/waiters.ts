interface Waiter {
  readonly isMet: () => boolean;
  readonly resolve: () => void;
}

/** Lets tests wait until something was seen, without asking again and again. */
export class Waiters {
  readonly #waiting = new Set<Waiter>();

  /** Resolves once the condition holds; rejects when it does not in time. */
  async until(isMet: () => boolean, timeoutMs: number): Promise<void> {
    if (isMet()) return;
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(waiter);
        reject(new Error(`waited ${timeoutMs} ms in vain`));
      }, timeoutMs);
      const waiter: Waiter = {
        isMet,
        resolve: () => {
          clearTimeout(timer);
          resolve();
        },
      };
      this.#waiting.add(waiter);
    });
  }

  /** Call it after each thing that may be waited for. */
  look(): void {
    for (const waiter of this.#waiting) {
      if (!waiter.isMet()) continue;
      this.#waiting.delete(waiter);
      waiter.resolve();
    }
  }
}
