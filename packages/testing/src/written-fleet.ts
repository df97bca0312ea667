import { builtInRegistry } from '@goldenpath/parts';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadFleet } from '@goldenpath/spec';
import { openFleet, ROOT, type TestFleet } from './fleet';
import { testFolder } from './folders';

/** A spec as data, whether it is right or wrong. */
export type SpecData = Readonly<Record<string, unknown>>;

/** A folder with these applications, each in a folder of its name, on the example platform. JSON is YAML as well. */
export function writtenFleet(specs: readonly SpecData[]): string {
  const apps = specs.map((spec) => [`apps/${folderOf(spec)}/app.yaml`, JSON.stringify(spec)] as const);
  const platform = readFileSync(join(ROOT, 'platform.yaml'), 'utf8');
  return testFolder({ 'platform.yaml': platform, ...Object.fromEntries(apps) });
}

/** The folder of an application whose name may be none that a folder can have. */
function folderOf({ name }: SpecData): string {
  return typeof name === 'string' && /^[a-z0-9-]+$/.test(name) ? name : 'candidate';
}

/**
 * The facts of these applications on the example platform.
 *
 * @throws Error with every mistake in them.
 */
export function openWritten(specs: readonly SpecData[]): Promise<TestFleet> {
  return openFleet(writtenFleet(specs));
}

/** The errors of specs in one fleet, each as `rule: message`. Empty if all are valid. */
export async function complaintsAbout(...specs: readonly SpecData[]): Promise<string[]> {
  const folder = writtenFleet(specs);
  const { diagnostics } = await loadFleet(
    {
      platformFile: join(folder, 'platform.yaml'),
      appsFolder: join(folder, 'apps'),
      relativeTo: folder,
    },
    builtInRegistry,
  );
  return diagnostics.map(({ rule, message }) => `${rule}: ${message}`);
}
