import type { ProjectCheck } from './check';
import { sameIn } from './same-in';

export const duplicateName: ProjectCheck = {
  code: 'duplicate-name',
  severity: 'warning',
  summary: 'two rules have one name',
  why: 'Names should be unique in a workspace, or an analyst cannot tell the alerts apart (scheduled rules overview, read 2026-11-24).',
  bad: ['name: Password spray', 'name: password spray\nid: 3f2b7c1e-9d4a-4f6b-8a21-5c0e7d9b1f35'],
  good: ['name: Password spray', 'name: Password spray, one address\nid: 3f2b7c1e-9d4a-4f6b-8a21-5c0e7d9b1f35'],
  *run(files) {
    for (const { file, others } of sameIn(
      files,
      ({ draft, kind }) => draft.name && `${kind} ${draft.name.trim().toLowerCase()}`,
    )) {
      yield {
        file,
        path: ['name'],
        message: `the name is also that of ${others.join(', ')}`,
        help: 'Name what sets them apart.',
      };
    }
  },
};
