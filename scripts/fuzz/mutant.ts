import type { ProjectFile } from '../../src/rules';
import { decodeSource } from '../files/read-source';
import { mutateBytes } from './mutate-bytes';
import { mutateKql } from './mutate-kql';
import { mutateYaml } from './mutate-yaml';
import { seededRandom } from './random';

const MUTATIONS = ['bytes', 'yaml', 'kql'] as const;

export type MutationKind = (typeof MUTATIONS)[number];

const PATH = 'detections/mutant.yaml';

/** Mutant number `index` of a seed: always the same for the same texts. */
export function mutant(texts: readonly string[], seed: number, index: number): ProjectFile {
  const random = seededRandom(Math.imul(seed, 0x9e3779b1) ^ Math.imul(index + 1, 0x85ebca6b));
  const text = random.pick(texts);
  const other = random.pick(texts);
  switch (kindOf(index)) {
    case 'bytes':
      return decodeSource(mutateBytes(text, random), PATH);
    case 'yaml':
      return { path: PATH, text: mutateYaml(text, random, other) };
    case 'kql':
      return { path: PATH, text: mutateKql(text, random, other) };
  }
}

/** What is changed in mutant number `index`: they take turns. */
export function kindOf(index: number): MutationKind {
  return MUTATIONS[index % MUTATIONS.length] ?? 'bytes';
}
