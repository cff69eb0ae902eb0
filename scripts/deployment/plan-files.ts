import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { serialisePlan } from '../../src/state';
import type { Plan } from '../../src/state';
import { UsageError } from '../command';
import { errorCode } from '../emulate';
import type { Target } from '../targets/target';

/** Where the plans of a run are saved: one file, or a folder with one for each target. */
export type PlanPlace =
  { readonly kind: 'file'; readonly path: string } | { readonly kind: 'folder'; readonly path: string };

/**
 * Makes ready where plans go. The plans of an earlier run for these targets are taken away, so that a target of which none
 * can be made has none; a folder with other plans is refused: `deploy` of the folder would carry them out too.
 */
export function preparePlace(root: string, path: string, targets: readonly Target[]): PlanPlace {
  const absolute = resolve(root, path);
  const isFolder = existsSync(absolute) && statSync(absolute).isDirectory();
  if (targets.length === 1 && !isFolder && !/[\\/]$/.test(path)) return { kind: 'file', path };
  if (existsSync(absolute) && !isFolder) {
    throw new UsageError(`${path} is a file, and ${targets.length} plans go into a folder`);
  }
  try {
    mkdirSync(absolute, { recursive: true });
    const own = new Set(targets.map(({ name }) => `${name}.json`));
    const others = plansIn(absolute).filter((name) => !own.has(name));
    if (others.length > 0) {
      throw new UsageError(
        `${path} holds other plans (${others.slice(0, 3).join(', ')}): take another folder, or remove them`,
      );
    }
    for (const name of own) rmSync(join(absolute, name), { force: true });
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`plans cannot be saved in ${path} (${errorCode(error) ?? 'no reason was given'})`);
  }
  return { kind: 'folder', path: path.replace(/[\\/]+$/, '') };
}

/** Saves a plan; gives its path, relative to the root. */
export function savePlan(root: string, place: PlanPlace, plan: Plan): string {
  const path = place.kind === 'file' ? place.path : `${place.path}/${plan.target.name}.json`;
  try {
    writeFileSync(resolve(root, path), serialisePlan(plan));
  } catch (error) {
    throw new UsageError(`the plan cannot be saved in ${path} (${errorCode(error) ?? 'no reason was given'})`);
  }
  return path;
}

/** The plan files that are meant: files as they are, folders with all in them. Throws a UsageError for an empty one. */
export function planPaths(root: string, paths: readonly string[]): readonly string[] {
  return paths.flatMap((path) => {
    const absolute = resolve(root, path);
    if (!existsSync(absolute) || !statSync(absolute).isDirectory()) return [path];
    const found = plansIn(absolute).map((name) => `${path.replace(/[\\/]+$/, '')}/${name}`);
    if (found.length === 0) throw new UsageError(`${path} holds no plan: \`plan --out ${path}\` writes them`);
    return found;
  });
}

function plansIn(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .toSorted();
}
