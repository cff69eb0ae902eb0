import type { Mutation } from '../change';
import { clauseDropped, legDropped } from './clauses';
import { wrongColumn } from './columns';
import { comparison, letterCase } from './comparisons';
import { aggregate, groupKey } from './groups';
import { joinKey, joinKind } from './joins';
import { andOr, branches, halfDropped, negation } from './logic';
import { listEntry, number } from './numbers';
import { arithmetic, window } from './windows';

/** The faults that are seeded into queries, by the name under which they are told. */
export const queryMutations: Readonly<Record<string, Mutation>> = {
  'comparison turned': comparison,
  'letter case': letterCase,
  'and/or swapped': andOr,
  'half of a predicate dropped': halfDropped,
  'negation turned': negation,
  'branches swapped': branches,
  'wrong column': wrongColumn,
  'wrong kind of join': joinKind,
  'join key dropped': joinKey,
  'window shifted': window,
  'sign turned': arithmetic,
  'where dropped': clauseDropped,
  'union leg dropped': legDropped,
  'group key dropped': groupKey,
  'wrong aggregate': aggregate,
  'number changed': number,
  'entry of a list dropped': listEntry,
};
