import type { Finding } from '../test-file/reading';
import { orNearest } from '../test-file/reading';
import type { TestCase } from '../test-file/model';
import type { TestCatalog } from './stand-ins';

/**
 * Collects, case by case, what stands in for something that the query does not ask for: a slip of the pen would
 * otherwise let the project's own list or function answer, and nobody would notice.
 */
export class StandInUse {
  /** By the place of the stand-in: one of the whole file is used if any case uses it. */
  private readonly unused = new Map<number, Finding | undefined>();

  /** The catalog of a case whose query has been planned. */
  add({ functions, watchlists }: TestCase, { asked }: TestCatalog): void {
    for (const { name, span } of functions) {
      this.note(asked.functions.has(name), {
        code: 'test-function',
        span,
        message: `the query calls no function named ${name}`,
        help: orNearest(name, [...asked.functions], 'remove it, or name it as the query does'),
      });
    }
    for (const { alias, span } of watchlists) {
      this.note(asked.watchlists.has(alias.toLowerCase()), {
        code: 'test-watchlist',
        span,
        message: `the query reads no watchlist named ${alias}`,
        help: orNearest(alias.toLowerCase(), [...asked.watchlists], 'remove it, or name it as the query does'),
      });
    }
  }

  private note(used: boolean, finding: Finding): void {
    const { start } = finding.span;
    if (used) this.unused.set(start, undefined);
    else if (!this.unused.has(start)) this.unused.set(start, finding);
  }

  findings(): readonly Finding[] {
    return [...this.unused.values()].filter((finding) => finding !== undefined);
  }
}
