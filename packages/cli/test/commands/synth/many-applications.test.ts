import type { FleetProgress } from '@goldenpath/fleet';
import { synth } from '../../../src/commands/synth/run';
import { collectSooner } from '../../../src/engine-flags';
import { openCommandFleet } from '../../../src/open-command-fleet';
import { contextOf } from '../../context';

jest.mock('../../../src/engine-flags');
jest.mock('../../../src/open-command-fleet');

/** How often a synthesis of so many applications asks for a small heap. */
async function asked(all: number): Promise<number> {
  jest.mocked(collectSooner).mockClear();
  const told: FleetProgress[] = [
    { kind: 'specs', all },
    { kind: 'units', done: 1, all: 50_000 },
  ];
  jest.mocked(openCommandFleet).mockImplementation((_flags, _context, { onProgress } = {}) => {
    const run = async () => {
      told.forEach((progress) => onProgress?.(progress));
      return Promise.resolve({ check: false, trees: [], apps: [], platformStacks: [] });
    };
    return { synth: run } as unknown as ReturnType<typeof openCommandFleet>;
  });
  await synth({ quiet: true }, contextOf('/', false));
  return jest.mocked(collectSooner).mock.calls.length;
}

test('only a synthesis of many applications keeps its heap small', async () => {
  expect([await asked(1999), await asked(2000)]).toEqual([0, 1]);
});
