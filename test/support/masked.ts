/** A text with the beginnings of hashes, which differ from build to build and from history to history, as `<hash>`. */
export function maskedHashes(text: string): string {
  return text
    .replaceAll(/(?<![-\w])(?:[0-9a-f]{64}|[0-9a-f]{40}|[0-9a-f]{12})(?![-\w])/g, '<hash>')
    .replaceAll(/(?<= {2}\d{4}-\d{2}-\d{2} {2})[0-9a-f]{7}(?= )/g, '<hash>');
}
