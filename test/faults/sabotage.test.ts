import { CASES } from './cases';
import { runCase } from './run-case';
import { SABOTAGES } from './sabotage';

test.each(SABOTAGES.map((one) => [one.protection, one] as const))(
  'without it something turns red: %s',
  async (_name, { cases, parts, invariant }) => {
    const chosen = CASES.filter(({ name }) => cases.includes(name));
    expect(chosen.map(({ name }) => name).sort()).toEqual([...cases].sort());
    const found = [];
    for (const one of chosen) found.push(...(await runCase(one, parts())).violations);
    expect(found.map((violation) => violation.invariant)).toContain(invariant);
  },
  120_000,
);
