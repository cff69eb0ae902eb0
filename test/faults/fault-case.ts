import type { Fault } from '../../src/emulator';
import type { Parts } from './deployer';
import type { Kill } from './killing';
import type { World } from './world';

/** One thing that goes wrong at one step of a deployment. */
export interface FaultCase {
  readonly name: string;
  /** Faults of the service, set once plan and workspace are there unless they strike the plan too. */
  faults?(world: World): readonly Fault[];
  /** What the service does differently from the beginning. */
  prepare?(world: World): void | Promise<void>;
  /** What else is asked of the world. */
  world?(history: World): Partial<World>;
  parts?(world: World): Parts;
  /** Where a run before was killed, which this one goes on with. */
  readonly killed?: Kill;
  /** Whether it strikes already while the plan is made. */
  readonly early?: true;
  /** What is deployed: rules, unless it is watchlists and functions too. */
  readonly of?: 'content';
}
