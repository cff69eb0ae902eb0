import { kills, runKill } from './kills';
import { runRace } from './race';

const SEEDED = Number(process.env['FAULTS_KILLS'] ?? 2);

test.each(kills(SEEDED).map((kill) => [`${kill.boundary}, write ${kill.write}`, kill] as const))(
  'killed: %s',
  async (_name, kill) => {
    expect(await runKill(kill)).toEqual([]);
  },
  60_000,
);

test('another client edits at the same time: no edit is lost unseen', async () => {
  const { edits, lost, shown } = await runRace(1);
  expect({ edits, lost, shown }).toEqual({ edits: 60, lost: [], shown: 10 });
}, 60_000);
