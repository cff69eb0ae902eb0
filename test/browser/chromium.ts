import { existsSync } from 'node:fs';

/** Where Chromium is: what `CHROMIUM` says, or Debian's place. */
function chromiumPath(): string | undefined {
  const named = process.env['CHROMIUM'];
  if (named !== undefined && named !== '') return named;
  return ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find((path) => existsSync(path));
}

export const CHROMIUM = chromiumPath();

/** A machine without Chromium has not tested pages: that is said, and is a failure where `BROWSER_TESTS` demands them. */
export const DEMANDED = process.env['BROWSER_TESTS'] === 'required';

export const MISSING =
  'NOT TESTED: the pages of the report. There is no Chromium here: install it (apt-get install chromium) or name it in CHROMIUM.';

/** Chromium as root in a container, with nothing of its own to say to the network. */
export const FLAGS: readonly string[] = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];
