import { unsupported } from '../../kql-error';
import type { ExternalPlan } from '../../plan/plan';
import { Table } from '../../table/table';
import { textOf } from '../../values/print';
import { constantOf } from '../evaluate';
import type { Operator } from '../run';
import { shaped } from './source';

/** Nothing is fetched: the rows are a fixture, or there is no answer. Storage keys behind `;` are no part of the address. */
export const external: Operator<ExternalPlan> = ({ uris, columns, span }, run) => {
  const addresses = uris.map((uri) => {
    const { type, value } = constantOf(uri, new Table([], 1), run);
    return textOf(type, value).split(';')[0] ?? '';
  });
  const given = run.source.external?.(addresses);
  if (given === undefined) {
    throw unsupported(
      `externaldata from ${addresses.join(', ')}`,
      span,
      'give its rows as a fixture: nothing is fetched',
    );
  }
  return shaped(given, columns, false);
};
