import * as fs from 'node:fs';
import * as path from 'node:path';
import { fleetSource } from '../../src/load/fleet-source';
import { fleetNames } from '../../src/names/fleet-names';
import { type FleetFolder, fleetFolder } from '@goldenpath/testing/fleet-folder';

const namesIn = (cwd: string) => fleetNames({ source: fleetSource({ cwd }) });

describe('the names of a fleet', () => {
  let folder: FleetFolder;
  beforeEach(() => (folder = fleetFolder()));
  afterEach(() => folder.remove());

  test('are its folders, and the names in its platform file', async () => {
    fs.writeFileSync(path.join(folder.root, 'apps/orders/app.yaml'), 'not: valid');
    const values = namesIn(folder.root);
    expect(values.apps()).toEqual(['orders']);
    expect(await values.environments()).toEqual(['dev', 'prod']);
    expect(await values.teams()).toEqual(['app-team', 'data-team']);
  });

  test('include the kinds of extensions that the written schema lists', () => {
    const builtIn = namesIn(folder.root).kinds();
    fs.mkdirSync(path.join(folder.root, '.goldenpath'));
    const schema = path.join(folder.root, '.goldenpath/app.schema.json');
    fs.writeFileSync(schema, JSON.stringify({ properties: { kind: { enum: [...builtIn, 'queue-worker', '$(x)'] } } }));
    expect(namesIn(folder.root).kinds()).toEqual([...builtIn, 'queue-worker']);
    fs.writeFileSync(schema, 'damaged');
    expect(namesIn(folder.root).kinds()).toEqual(builtIn);
  });

  test('are offered only where a shell takes them as they are', () => {
    for (const name of ['$(touch x)', '`id`', 'a b', '-rf', '.hidden'])
      fs.mkdirSync(path.join(folder.root, 'apps', name));
    expect(namesIn(folder.root).apps()).toEqual(['orders']);
  });

  test('are empty without a fleet', async () => {
    const values = namesIn('/nowhere');
    expect(values.apps()).toEqual([]);
    expect(await values.environments()).toEqual([]);
  });

  test('are unknown for a platform file in TypeScript, because pressing Tab runs no code', async () => {
    const platformFile = path.join(folder.root, 'platform.ts');
    fs.writeFileSync(
      platformFile,
      `require('node:fs').writeFileSync(${JSON.stringify(path.join(folder.root, 'ran'))}, ''); export default {};`,
    );
    expect(await fleetNames({ source: { ...folder.source, platformFile } }).teams()).toEqual([]);
    expect(fs.existsSync(path.join(folder.root, 'ran'))).toBe(false);
  });
});
