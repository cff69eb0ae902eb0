import type { ReportAssets, ScriptName } from '../assets';
import { contentSecurityPolicy } from '../csp';
import { scriptJson } from '../html/escape';
import { html, joined, raw } from '../html/html';
import type { Html } from '../html/html';
import type { ReportProject } from '../report-data';
import { moment } from './time';

/** The pages that the navigation leads to. */
const SECTIONS = [
  ['index.html', 'Overview'],
  ['catalogue.html', 'Rules'],
  ['hunting.html', 'Hunting'],
  ['attack.html', 'ATT&CK'],
  ['deployments.html', 'Deployments'],
  ['tables.html', 'Tables'],
  ['exclusions.html', 'Exclusions'],
  ['findings.html', 'Findings'],
] as const;

type Section = (typeof SECTIONS)[number][0];

export interface PageParts {
  readonly title: string;
  /** The page, or the one that it belongs to. */
  readonly section: Section;
  /** Way to the site's root: empty, or `../`. */
  readonly root: '' | '../';
  readonly main: Html;
  /** The page's own script, with the value that it works on. */
  readonly script?: { readonly name: ScriptName; readonly data: unknown };
}

/** A whole page around its main part. */
export function page({ title, section, root, main, script }: PageParts, site: Site): string {
  const { assets, project } = site;
  const scripts = [assets.scripts.frame, ...(script === undefined ? [] : [assets.scripts[script.name]])];
  const heading = section === 'index.html' ? project.name : `${title} · ${project.name}`;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${raw(contentSecurityPolicy(scripts))}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${heading}</title>
<link rel="stylesheet" href="${root}report.css">
<script>${raw(assets.scripts.frame)}</script>
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<header class="side">
<a class="brand" href="${root}index.html">${mark()}<span><strong>${joined(project.name.split('/'), html`/<wbr>`)}</strong><small>detection report</small></span></a>
<nav aria-label="Report"><ul>${SECTIONS.filter(([file]) => !site.without.includes(file)).map(
    ([file, label]) =>
      html`<li><a href="${root}${file}"${file === section && raw(root === '' ? ' aria-current="page"' : ' aria-current="true"')}>${label}</a></li>`,
  )}</ul></nav>
<fieldset class="theme" id="theme" hidden><legend class="unseen">Theme</legend>${['auto', 'light', 'dark'].map(
    (name) => html`<label><input type="radio" name="theme" value="${name}"><span>${name}</span></label>`,
  )}</fieldset>
</header>
<main id="main" tabindex="-1">
${main}
</main>
<footer>
<p>Made ${moment(project.made)} by ${project.tool.name} ${project.tool.version}${project.commit !== null && html` from commit <code>${project.commit.slice(0, 12)}</code>${project.commit.endsWith('-dirty') && ' and changes that no commit has'}`}.</p>
</footer>
${
  script !== undefined &&
  html`<script type="application/json" id="data">${raw(scriptJson(script.data))}</script>
<script>${raw(assets.scripts[script.name])}</script>
`
}</body>
</html>
`.markup;
}

export interface Site {
  readonly assets: ReportAssets;
  readonly project: ReportProject;
  /** Sections that this report has no page for. */
  readonly without: readonly Section[];
}

function mark(): Html {
  return html`<svg class="mark" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="M12 2 4 5v6.5c0 4.8 3.3 8.9 8 10.5 4.7-1.6 8-5.7 8-10.5V5z"/><path class="tick" d="m8 12 3 3 5.5-6"/></svg>`;
}
