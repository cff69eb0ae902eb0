import type { Diagnostic } from '../../src/diagnostics';
import { compareDiagnostics } from '../../src/diagnostics';
import type { Config } from '../targets/read-config';
import { projectCatalog } from './catalog';
import { loadProject } from './load-project';
import type { Project } from './load-project';

export interface CheckedProject {
  readonly project: Project;
  /** Findings of the rules, and of the catalog files (tables, functions, watchlists) that `asked` names; sorted. */
  readonly diagnostics: readonly Diagnostic[];
}

export interface CheckRequest {
  /** Absolute path of the project. */
  readonly root: string;
  readonly config: Config;
  /** Files and folders to look in; empty for the folder of the rules. */
  readonly paths: readonly string[];
  /** Whether a finding in a catalog file belongs to what was asked for. */
  asked(diagnostic: Diagnostic): boolean;
  readonly now: Date;
}

/** Checks rules with everything that a project says about them: its catalog and its settings. */
export function checkedProject({ root, config, paths, asked, now }: CheckRequest): CheckedProject {
  const { catalog, diagnostics } = projectCatalog(root, config);
  const folders = paths.length === 0 ? [config.detections] : paths;
  const project = loadProject({ root, paths: folders, now, catalog, settings: config.checks });
  const found = [...diagnostics.filter(asked), ...project.diagnostics];
  return { project, diagnostics: found.toSorted(compareDiagnostics) };
}
