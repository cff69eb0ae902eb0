import type { ProjectCheck } from './check';
import { sameIn } from './same-in';

export const duplicateId: ProjectCheck = {
  code: 'duplicate-id',
  severity: 'error',
  summary: 'two files have one id',
  why: 'An id is a resource: one of the two rules would overwrite the other.',
  bad: ['id: 3f2b7c1e-9d4a-4f6b-8a21-5c0e7d9b1f34', 'id: 3F2B7C1E-9D4A-4F6B-8A21-5C0E7D9B1F34\nname: Another'],
  good: ['id: 3f2b7c1e-9d4a-4f6b-8a21-5c0e7d9b1f34', 'id: 3f2b7c1e-9d4a-4f6b-8a21-5c0e7d9b1f35\nname: Another'],
  *run(files) {
    for (const { file, others } of sameIn(
      files,
      ({ draft, kind }) => draft.id && `${kind} ${draft.id.toLowerCase()}`,
    )) {
      yield {
        file,
        path: ['id'],
        message: `the id is also that of ${others.join(', ')}`,
        help: 'Give one of them a new GUID.',
      };
    }
  },
};
