import * as fs from 'node:fs';
import { createRequire } from 'node:module';
import * as path from 'node:path';
import { UserError } from '@goldenpath/errors';
import { printable, runProcess } from '@goldenpath/process';

type CommandLine = readonly [program: string, ...args: string[]];

interface Manifest {
  readonly packageManager?: string;
  readonly scripts?: Readonly<Record<string, string>>;
}

const NO_WAY_REMEDY =
  'Fix what it reports, or pass `--no-base-generators` to generate base and head with the installed generators.';

/**
 * Installs the packages of a checked-out commit from its lockfile, and builds the command if the commit contains its sources.
 *
 * @param fleetFolder - The folder of the platform file, in that commit's files.
 * @param top - The root of the commit's files.
 * @returns The path of the commit's own `goldenpath`.
 * @throws UserError when packages cannot be installed or built.
 */
export async function installGenerators(
  fleetFolder: string,
  top: string,
  env: NodeJS.ProcessEnv,
  stopping: AbortSignal,
  onStep: (what: string) => void,
): Promise<string> {
  const install = installCommand(fleetFolder, top);
  onStep("Installing the base's generators");
  await run(install.command, install.folder, env, stopping);
  const program = commandIn(fleetFolder);
  const isBuilt = () => fs.existsSync(path.join(path.dirname(path.dirname(program)), 'dist', 'main.js'));
  if (!isBuilt() && manifestOf(install.folder).scripts?.['build'] !== undefined) {
    onStep("Building the base's generators");
    await run(['npm', 'run', '--silent', 'build'], install.folder, env, stopping);
  }
  if (!isBuilt()) throw new UserError('The `goldenpath` of the base is not built.', NO_WAY_REMEDY);
  return program;
}

/** Returns the install command of the nearest lockfile, in the folder or above it. */
function installCommand(folder: string, top: string): { readonly folder: string; readonly command: CommandLine } {
  const has = (name: string) => fs.existsSync(path.join(folder, name));
  if (has('pnpm-lock.yaml'))
    return { folder, command: [...pnpmOf(folder), 'install', '--frozen-lockfile', '--prefer-offline'] };
  if (has('package-lock.json') || has('npm-shrinkwrap.json'))
    return { folder, command: ['npm', 'ci', '--prefer-offline', '--no-audit', '--no-fund'] };
  if (has('yarn.lock')) return { folder, command: ['corepack', 'yarn', 'install', '--immutable'] };
  if (folder !== top && path.dirname(folder) !== folder) return installCommand(path.dirname(folder), top);
  throw new UserError(
    'The base has different generators, but no lockfile to install them from.',
    'Commit a lockfile, or pass `--no-base-generators` to generate base and head with the installed generators.',
  );
}

/** Returns the pnpm version that the commit pins. npx takes it from the registry or its cache. */
function pnpmOf(folder: string): CommandLine {
  const pinned = /^pnpm@([\w.-]+)/.exec(manifestOf(folder).packageManager ?? '')?.[1];
  return ['npx', '--yes', pinned === undefined ? 'pnpm' : `pnpm@${pinned}`];
}

function manifestOf(folder: string): Manifest {
  try {
    return JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8')) as Manifest;
  } catch {
    // Without a package.json nothing is pinned or built.
    return {};
  }
}

function commandIn(folder: string): string {
  try {
    const manifest = createRequire(path.join(folder, 'package.json')).resolve('@goldenpath/cli/package.json');
    return path.join(path.dirname(manifest), 'bin', 'goldenpath.js');
  } catch {
    throw new UserError('The base does not depend on `@goldenpath/cli`.', NO_WAY_REMEDY);
  }
}

const MOST_SHOWN = 2000;
/** Bytes of a package manager's output to keep. The reason of a failure is at the end. */
const MAX_OUTPUT = 10_000;

async function run(command: CommandLine, cwd: string, env: NodeJS.ProcessEnv, stopping: AbortSignal): Promise<void> {
  // This run may have been started by a package manager in another folder.
  const own = Object.entries(env).filter(
    ([name]) => !/^(npm_|INIT_CWD|PNPM_)/i.test(name) || /registry|cache|proxy/i.test(name),
  );
  const [program, ...args] = command;
  const { end, all } = await runProcess(program, args, {
    cwd,
    env: Object.fromEntries(own),
    cancel: stopping,
    maxOutput: MAX_OUTPUT,
  });
  if (end === 0) return;
  const words = printable(all).slice(-MOST_SHOWN).trim();
  throw new UserError(
    `The generators of the base cannot be installed: \`${command.join(' ')}\` ${typeof end === 'number' ? `ended with ${end}` : 'cannot be run'}.${words === '' ? '' : `\n${words}\n`}`,
    NO_WAY_REMEDY,
  );
}
