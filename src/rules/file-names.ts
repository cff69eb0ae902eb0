import type { Diagnostic } from '../diagnostics';

/** What Windows takes for no file name (Microsoft Learn, Naming Files, Paths, and Namespaces, read 2026-11-24). */
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const FORBIDDEN = /[<>:"|?*\\\u0000-\u001f]/;
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

/**
 * Names of files that cannot be checked out on Windows, or that are one file there and on a Mac: whoever clones the
 * repository there has fewer rules, and git only warns. `paths` have forward slashes.
 */
export function checkFileNames(paths: readonly string[]): readonly Diagnostic[] {
  const byLower = new Map<string, string[]>();
  for (const path of paths) {
    const lower = path.toLowerCase();
    const group = byLower.get(lower);
    if (group === undefined) byLower.set(lower, [path]);
    else group.push(path);
  }
  return paths.flatMap((path) => {
    const problem = badStep(path) ?? sameLetters(path, byLower.get(path.toLowerCase()) ?? []);
    return problem === undefined ? [] : [finding(path, problem)];
  });
}

function badStep(path: string): string | undefined {
  for (const step of path.split('/')) {
    if (step === '.' || step === '..') continue;
    const character = FORBIDDEN.exec(step)?.[0];
    if (character !== undefined) return `${JSON.stringify(step)} has ${JSON.stringify(character)} in it`;
    if (DEVICE.test(step)) return `${JSON.stringify(step)} is the name of a device on Windows`;
    if (/[. ]$/.test(step)) return `${JSON.stringify(step)} ends with a dot or a space`;
  }
  return undefined;
}

function sameLetters(path: string, group: readonly string[]): string | undefined {
  const other = group.find((each) => each !== path);
  return other === undefined ? undefined : `it differs from ${other} only in upper and lower case`;
}

function finding(path: string, problem: string): Diagnostic {
  return {
    code: 'file-name',
    severity: 'warning',
    message: `not every system can have this file: ${problem}`,
    help: 'Rename it: lower-case letters, digits and hyphens are fine everywhere.',
    source: { path, text: '' },
    span: { start: 0, end: 0 },
  };
}
