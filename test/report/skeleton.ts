/** A page without its texts: element and attribute names in order, contents of scripts left out. */
export function skeleton(page: string): readonly string[] {
  const withoutScripts = page.replace(/(<script[^>]*>)[\s\S]*?(<\/script>)/g, '$1$2');
  return [...withoutScripts.matchAll(/<(\/?[a-z!][^\s>]*)((?:\s+[^\s=>"']+(?:="[^"]*")?)*)\s*\/?>/gi)].map(
    ([, name = '', attributes = '']) =>
      [name, ...[...attributes.matchAll(/\s([^\s=>"']+)(?:="[^"]*")?/g)].map(([, attribute]) => attribute)].join(' '),
  );
}

/** Characters that begin markup and are not part of a tag of the skeleton. */
export function strayMarkup(page: string): number {
  const withoutScripts = page.replace(/(<script[^>]*>)[\s\S]*?(<\/script>)/g, '$1$2');
  return (withoutScripts.match(/</g) ?? []).length - skeleton(page).length;
}
