import { openFleet } from '@goldenpath/fleet';
import { testFolder } from '@goldenpath/testing/folders';
import { writtenFleet } from '@goldenpath/testing/written-fleet';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const WEB = { kind: 'stateless-app', name: 'web', description: 'Shows pages', owner: 'app-team' };
const LEDGER = {
  ...WEB,
  kind: 'rds-database',
  name: 'ledger',
  database: { name: 'ledger', username: 'ledger_user' },
};

/** A fleet that is synthesised again and again into the same folder. */
function output() {
  const out = testFolder();
  return {
    text: (file: string) => readFileSync(join(out, 'repos', file), 'utf8'),
    put: (file: string, text: string) => writeFileSync(join(out, 'repos', file), text),
    synth: async (specs: readonly Readonly<Record<string, unknown>>[], options = {}) => {
      const { trees } = await openFleet({ cwd: writtenFleet(specs) }).synth({ out, ...options });
      const repositories = trees.find(({ tree }) => tree === 'repositories');
      return repositories?.changes.changes.map(({ path, change }) => `${change} ${path}`) ?? [];
    },
  };
}

test('the repository that `synth` writes is the one that `scaffold` writes', async () => {
  const { synth, text } = output();
  const changes = await synth([WEB, LEDGER]);
  const { root, files } = await openFleet({ cwd: writtenFleet([WEB]) }).scaffold('web', { out: testFolder() });
  expect(changes.sort()).toEqual(files.map(({ path }) => `missing web/${path}`).sort());
  for (const { path } of files) expect(text(`web/${path}`)).toBe(readFileSync(join(root, path), 'utf8'));
});

test('only what changed is written again, and an edited file is repaired', async () => {
  const { synth, text, put } = output();
  await synth([WEB]);
  expect(await synth([WEB])).toEqual([]);
  put('web/app.py', 'edited');
  expect(await synth([WEB])).toEqual(['differs web/app.py']);
  expect(text('web/app.py')).toContain('FastAPI'.toLowerCase());
  expect(await synth([{ ...WEB, owner: 'data-team' }])).toEqual([
    'differs web/.github/CODEOWNERS',
    'differs web/.goldenpath.json',
    'differs web/README.md',
    'differs web/catalog-info.yaml',
    'differs web/metadata.yaml',
  ]);
});

test('an application that is removed from the fleet has no repository afterwards', async () => {
  const { synth } = output();
  await synth([WEB, { ...WEB, name: 'shop' }]);
  const changes = await synth([WEB]);
  expect(changes).toContain('orphan shop/app.py');
  expect(changes.filter((change) => change.includes(' web/'))).toEqual([]);
});

test('the synthesis of one plane writes no repositories', async () => {
  const { synth } = output();
  expect(await synth([WEB], { plane: 'manifests' })).toEqual([]);
});
