import { compileRule } from '../../src/rules';
import type { Io } from '../command';
import type { ProjectRules } from './project-rules';

/** Reads the queries of all rules, as they are without a target's tuning, before somebody asks for one after the other. */
export async function readAhead(
  { project, reader }: Pick<ProjectRules, 'project' | 'reader'>,
  shown?: Pick<Io, 'progress' | 'stderr'>,
): Promise<void> {
  const queries = project.rules.map(({ rule }) => compileRule(rule, {}).query.text);
  const show = (done: number, all: number): void =>
    shown?.stderr(done < all ? `\r${done} of ${all} queries` : '\r\u001b[K');
  await reader().ahead(queries, shown?.progress === true ? show : undefined);
}
