import { CASES } from './cases';
import { runCase } from './run-case';

/** All of them by `npm run faults`; here every so many, and each of the seldom ones. */
const STRIDE = Number(process.env['FAULTS_STRIDE'] ?? 11);
const sample = CASES.filter((one, index) => index % STRIDE === 0 || !/^[\w ,]+: .*, (once|always)$/.test(one.name));

test.each(sample.map((one) => [one.name, one] as const))(
  '%s',
  async (_name, one) => {
    const { violations } = await runCase(one);
    expect(violations).toEqual([]);
  },
  60_000,
);
