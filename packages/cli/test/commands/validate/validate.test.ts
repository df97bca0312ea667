import * as fs from 'node:fs';
import * as path from 'node:path';
import { validate } from '../../../src/commands/validate/run';
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
