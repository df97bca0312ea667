import { builtInRegistry } from '@goldenpath/parts';
import { jobsFor } from '../../src/review/changed-units';
import { renderJob } from '../../src/review/render';
import { openWritten } from '@goldenpath/testing/written-fleet';

test('only the environments that a job names are rendered', async () => {
  const { facts } = await openWritten([
    { kind: 'stateless-app', name: 'web', description: 'Pages', owner: 'app-team' },
  ]);
  const [job] = jobsFor(
    { facts, registry: builtInRegistry },
    { manifests: new Set(['app/web/base', 'app/web/prod']), stacks: new Set() },
  );
  if (job === undefined) throw new Error('there is one job');
  const { objects } = await renderJob(job);
  expect(Object.keys(objects)).toEqual(['prod']);
  expect(objects['prod']?.map(({ kind }) => kind)).toContain('Deployment');
});
