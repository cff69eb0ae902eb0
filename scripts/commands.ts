import type { Command } from './command';

/** Every verb, loaded when it is called: a verb's libraries cost nothing to the others. One row each. */
// prettier-ignore: table
export const commands: Readonly<Record<string, () => Promise<Command>>> = {};
