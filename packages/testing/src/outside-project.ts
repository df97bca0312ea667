import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './command';
import { ROOT } from './fleet';
import { testFolder, writeFiles } from './folders';

/** Packs every package as it would be published: the tarballs' paths, by the packages' names. */
export async function packAll(): Promise<Record<string, string>> {
  const folder = testFolder({}, 'goldenpath-packed-');
  const [pnpm, ...first] = pinnedPnpm();
  const args = [
    ...first,
    '--recursive',
    '--filter',
    './packages/*',
    '--filter',
    '!@goldenpath/testing',
    'pack',
    '--pack-destination',
    folder,
  ];
  const { code, stdout, stderr } = await run(pnpm, args, { cwd: ROOT });
  if (code !== 0) throw new Error(`The packages could not be packed:\n${stdout}${stderr}`);
  const tarballs = readdirSync(folder).map((file) => {
    const [, scope, name = file] = /^(goldenpath-)?(.+)-\d+\.\d+\.\d+.*\.tgz$/.exec(file) ?? [];
    return [scope === undefined ? name : `@goldenpath/${name}`, join(folder, file)] as const;
  });
  return Object.fromEntries(tarballs);
}

/** The pnpm that runs the tests, or else the version that package.json pins, through npx. */
export function pinnedPnpm(): [string, ...string[]] {
  const { npm_execpath: running = '' } = process.env;
  if (/pnpm(\.c?js)?$/.test(running)) return [process.execPath, running];
  const { packageManager } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { packageManager: string };
  return ['npx', '--yes', packageManager];
}

/**
 * A project in an empty folder elsewhere, whose name has a space in it, with packages installed from these tarballs and
 * all else from the registry.
 *
 * @param direct - The packages that the project names; the others come with them.
 */
export async function installOutside(
  tarballs: Readonly<Record<string, string>>,
  direct: readonly string[],
): Promise<string> {
  const fromTarball = (names: readonly string[]) =>
    Object.fromEntries(names.map((name) => [name, `file:${tarballs[name]}`]));
  const others = Object.keys(tarballs).filter((name) => !direct.includes(name));
  const manifest = { private: true, dependencies: fromTarball(direct), overrides: fromTarball(others) };
  const folder = testFolder({ 'package.json': JSON.stringify(manifest) }, 'golden path outside ');
  const args = ['install', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'];
  const { code, stderr } = await run('npm', args, { cwd: folder });
  if (code !== 0) throw new Error(`The packages could not be installed:\n${stderr}`);
  return folder;
}

/** Adds files of this repository to a project elsewhere, at the same places. */
export function copyInto(folder: string, paths: readonly string[]): void {
  writeFiles(folder, Object.fromEntries(paths.map((path) => [path, readFileSync(join(ROOT, path), 'utf8')])));
}
