/** The folder that all paths are in, with its slash: what says nothing where every row has it. */
export function sharedFolder(paths: readonly string[]): string {
  const [first = '', ...rest] = paths;
  let shared = first.slice(0, first.lastIndexOf('/') + 1);
  for (const path of rest) {
    while (!path.startsWith(shared)) shared = shared.slice(0, shared.lastIndexOf('/', shared.length - 2) + 1);
  }
  return shared;
}

/** Below a rule's name: where its file is, and what is unusual about it. */
export function placeWords(
  { path, kind, status, enabled }: Record<'path' | 'kind' | 'status' | 'enabled', string>,
  folder: string,
): string {
  return [
    path.slice(folder.length),
    ...(kind === 'Scheduled' ? [] : [kind]),
    ...(status === 'production' ? [] : [status]),
    ...(enabled === 'enabled' ? [] : [enabled]),
  ].join('\u00a0· ');
}
