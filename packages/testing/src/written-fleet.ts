import { builtInRegistry } from '@goldenpath/parts';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadFleet, type WrittenPlatform } from '@goldenpath/spec';
import { load } from 'js-yaml';
import { openFleet, ROOT, type TestFleet } from './fleet';
import { testFolder } from './folders';

/** A spec as data, whether it is right or wrong. */
export type SpecData = Readonly<Record<string, unknown>>;

/** Returns another platform file, made from that of the example. */
export type PlatformEdit = (platform: WrittenPlatform) => WrittenPlatform;

/** A folder with these applications, each in a folder of its name, on the example platform. JSON is YAML as well. */
export function writtenFleet(specs: readonly SpecData[], edit?: PlatformEdit): string {
  const apps = specs.map((spec) => [`apps/${folderOf(spec)}/app.yaml`, JSON.stringify(spec)] as const);
  const text = readFileSync(join(ROOT, 'platform.yaml'), 'utf8');
  const platform = edit === undefined ? text : JSON.stringify(edit(load(text) as WrittenPlatform));
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
export function openWritten(specs: readonly SpecData[], edit?: PlatformEdit): Promise<TestFleet> {
  return openFleet(writtenFleet(specs, edit));
}

/** The errors of specs in one fleet, each as `rule: message`. Empty if all are valid. */
export function complaintsAbout(...specs: readonly SpecData[]): Promise<string[]> {
  return complaintsOn(undefined, ...specs);
}

/** The errors of specs in one fleet on another platform. */
export async function complaintsOn(edit: PlatformEdit | undefined, ...specs: readonly SpecData[]): Promise<string[]> {
  const folder = writtenFleet(specs, edit);
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
