import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { ReportAssets } from '../../src/report';
import { PACKAGE_ROOT } from '../package-root';
import { bundle } from './bundle';

/** Parts of the style sheet, in the order in which they are read. */
const STYLES = ['tokens', 'base', 'layout', 'parts', 'code', 'pages', 'print'] as const;

/** Style sheet and scripts of the report, from the package: scripts as `npm run build` left them. */
export function readAssets(): ReportAssets {
  const css = STYLES.map((name) => readFileSync(join(PACKAGE_ROOT, 'src', 'report', 'style', `${name}.css`), 'utf8'));
  const folder = join(PACKAGE_ROOT, 'dist', 'browser');
  const modules = new Map(
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.js'))
      .map((name) => [name.slice(0, -'.js'.length).split(sep).join('/'), readFileSync(join(folder, name), 'utf8')]),
  );
  return {
    css: css.join('\n'),
    scripts: {
      frame: bundle('report/browser/frame', modules),
      catalogue: bundle('report/browser/catalogue', modules),
      attack: bundle('report/browser/attack', modules),
    },
  };
}
