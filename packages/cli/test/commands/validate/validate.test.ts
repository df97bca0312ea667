import * as fs from 'node:fs';
import * as path from 'node:path';
import { validate } from '../../../src/commands/validate/run';
import { openFleet } from '@goldenpath/fleet';
import { contextOf } from '../../context';
import { type FleetFolder, fleetFolder } from '@goldenpath/testing/fleet-folder';

let folder: FleetFolder;

beforeEach(() => {
  folder = fleetFolder();
});
afterEach(() => folder.remove());

function addProgram(name: string): void {
  const own = path.join(folder.root, 'apps', name);
  fs.mkdirSync(own);
  const spec = JSON.stringify({ kind: 'stateless-app', name, description: 'Runs', owner: 'app-team' });
  fs.writeFileSync(path.join(own, 'app.ts'), `export default ${spec};\n`);
}

async function said(): Promise<string> {
  const context = contextOf(folder.root, false);
  expect(await validate({}, context)).toBe(0);
  return context.printed.join('');
}

test('a valid fleet is one sentence, and its TypeScript files a second one', async () => {
  expect(await said()).toBe('Valid: 1 application in dev, prod.\n');
  addProgram('shop');
  expect(await said()).toBe('Valid: 2 applications in dev, prod. 1 of them is a TypeScript file that was run.\n');
  addProgram('stock');
  expect(await said()).toBe('Valid: 3 applications in dev, prod. 2 of them are TypeScript files that were run.\n');
});

test('B11: approvers that GitHub may not offer are a note, before and after a synthesis', async () => {
  const { platformFile } = folder.source;
  const platform = JSON.parse(fs.readFileSync(platformFile, 'utf8')) as { environments: object[] };
  const environments = platform.environments.map((each, index) =>
    index === 1 ? { ...each, approvers: ['app-team'] } : each,
  );
  fs.writeFileSync(platformFile, JSON.stringify({ ...platform, environments }));
  const note = expect.stringMatching(/^Valid: .*\nNote: prod: .*GitHub Enterprise only\. .*\n$/);
  expect(await said()).toEqual(note);
  await openFleet({ cwd: folder.root }).synth();
  expect(await said()).toEqual(note);
});
