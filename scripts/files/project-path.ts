import nodePath from 'node:path';

/** The rules of one platform's paths: `path.win32` or `path.posix`; without it, those of this machine. */
export type PathRules = Pick<typeof nodePath, 'relative' | 'resolve' | 'isAbsolute' | 'sep'>;

/**
 * A path as everything here shows and compares it, with forward slashes: on Windows people and shells write backslashes,
 * which elsewhere are letters of a name.
 */
export function forwardSlashes(path: string, { sep }: PathRules = nodePath): string {
  return sep === '/' ? path : path.replaceAll(sep, '/');
}

/** A file relative to a folder, with forward slashes; of another drive, the whole path. */
export function projectPath(folder: string, file: string, rules: PathRules = nodePath): string {
  return forwardSlashes(rules.relative(folder, file), rules);
}

/** Whether a file is the folder or below it; both as they are, or relative to `root`. */
export function isWithin(folder: string, file: string, root: string, rules: PathRules = nodePath): boolean {
  const inside = projectPath(rules.resolve(root, folder), rules.resolve(root, file), rules);
  return inside !== '..' && !inside.startsWith('../') && !rules.isAbsolute(inside);
}

/**
 * A path that a person has typed, as files of the project are called: below the project relative to it, whatever it was
 * typed as (`./x`, a whole path as editors pass it on, backslashes on Windows); of other places as it is.
 */
export function typedPath(path: string, root: string, rules: PathRules = nodePath): string {
  if (!isWithin('.', path, root, rules)) return forwardSlashes(path, rules);
  const inside = projectPath(root, rules.resolve(root, path), rules);
  return inside === '' ? '.' : inside;
}

/** Text as it was before an editor or git on Windows stored it: no byte order mark, a line feed at the end of a line. */
export function plainText(text: string): string {
  return text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
}
