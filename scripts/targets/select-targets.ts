import { suggest } from '../../src/diagnostics';
import { intoWaves } from '../../src/targets';
import type { FilledWave } from '../../src/targets';
import { UsageError } from '../command';
import { described, pickTarget } from './load-target';
import { CONFIG_FILE } from './read-config';
import type { Config } from './read-config';
import { LOCAL } from './target';
import type { Target } from './target';

/**
 * Each reads a whole workspace into memory; the requests of all of them are counted by the limiter. So many use up the
 * buckets of four subscriptions when an answer takes 100 ms (bench:deploy).
 */
export const AT_A_TIME = 10;

/** How people name targets: by name, by tag, all of them, or one wave. */
export interface Selection {
  readonly target: readonly string[];
  readonly tag: readonly string[];
  readonly all: boolean;
  readonly wave: string | undefined;
}

/** The options of every verb that takes several targets. */
export const selectionOptions = {
  target: { type: 'strings', describe: 'workspace of sentinel.config.yaml (default: local); several are allowed' },
  tag: { type: 'strings', describe: 'every workspace with this tag; several are allowed' },
  all: { type: 'boolean', describe: 'every workspace of sentinel.config.yaml' },
  wave: { type: 'string', describe: 'only this wave of sentinel.config.yaml' },
} as const;

/** The targets that are meant, in the order of the configuration; the local one if none is named. Throws a UsageError. */
export function selectTargets(config: Config, { target, tag, all, wave }: Selection): readonly Target[] {
  const known = [...config.targets.values()];
  for (const name of target) pickTarget(config, name);
  for (const each of tag) mustBe('tag', each, [...new Set(known.flatMap(({ tags }) => tags))]);
  if (wave !== undefined) mustBe('wave', wave, [...config.waves.map(({ name }) => name), 'rest']);
  const some = target.length > 0 || tag.length > 0;
  const every = new Set(all || (wave !== undefined && !some) ? described(config) : []);
  const names = new Set([...target, ...(some || every.size > 0 ? [] : [LOCAL])]);
  const selected = known.filter(
    ({ name, tags }) => names.has(name) || every.has(name) || tags.some((each) => tag.includes(each)),
  );
  if (wave === undefined) return selected;
  const inWave = intoWaves(selected, config.waves).flatMap(({ name, targets }) => (name === wave ? targets : []));
  if (inWave.length === 0) throw new UsageError(`the wave ${wave} has none of these targets`);
  return inWave;
}

/** The same targets in their waves, subscriptions in turn; one wave where the configuration has none. */
export function wavesOf(config: Config, targets: readonly Target[]): readonly FilledWave<Target>[] {
  return intoWaves(targets, config.waves).map((wave) => ({ ...wave, targets: inTurn(wave.targets) }));
}

/** The first of every subscription, then the second: those of one wait for each other, for the service counts them together. */
function inTurn(targets: readonly Target[]): readonly Target[] {
  const places = new Map<string, number>();
  const placed = targets.map((target) => {
    const subscription = target.subscriptionId.toLowerCase();
    const place = places.get(subscription) ?? 0;
    places.set(subscription, place + 1);
    return { target, place };
  });
  return placed.toSorted((a, b) => a.place - b.place).map(({ target }) => target);
}

function mustBe(what: 'tag' | 'wave', word: string, known: readonly string[]): void {
  if (known.includes(word)) return;
  const near = suggest(word, known);
  const all = known.length === 0 ? 'none' : known.toSorted().join(', ');
  throw new UsageError(
    `there is no ${what} ${JSON.stringify(word)}; ${CONFIG_FILE} knows ${all}${near === undefined ? '' : `. Did you mean ${near}?`}`,
  );
}
