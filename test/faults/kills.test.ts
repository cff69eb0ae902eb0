import { kills, runKill, twice } from './kills';
import { runRace } from './race';

const SEEDED = Number(process.env['FAULTS_KILLS'] ?? 2);

test.each(kills(SEEDED).map((kill) => [`${kill.boundary}, write ${kill.write}`, kill] as const))(
  'killed: %s',
  async (_name, kill) => {
    expect(await runKill(kill)).toEqual([]);
  },
  60_000,
);

test.each(
  twice().map(
    (pair) => [pair.map(({ boundary, write }) => `${boundary}, write ${write}`).join('; then '), pair] as const,
  ),
)(
  'killed, and the run that goes on is killed too: %s',
  async (_name, pair) => {
    expect(await runKill(...pair)).toEqual([]);
  },
  60_000,
);

test('another client edits at the same time: no edit is lost unseen', async () => {
  const { edits, lost, shown } = await runRace(1);
  expect({ edits, lost, shown }).toEqual({ edits: 60, lost: [], shown: 10 });
}, 60_000);
