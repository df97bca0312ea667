import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runProgram } from './run-program.mjs';
import { remedyFor, SetupError } from './setup-error.mjs';
import { digest, readStamp, root, writeStamp } from './workspace.mjs';

const STAMP = 'installed';
const shell = process.platform === 'win32';

/** Installs the packages in the lockfile unless they are installed. Throws a SetupError with a remedy. */
export async function install() {
  const signature = installSignature();
  if (readStamp(STAMP) === signature) return;
  const [command, ...args] = await pinnedPnpm();
  const flags = ['install', '--frozen-lockfile', '--reporter=append-only', '--config.confirm-modules-purge=false'];
  const label = 'Installing packages (about a minute the first time)';
  const { code, output } = await runProgram(command, [...args, ...flags], { label, shell, env: impatientEnv() });
  if (code !== 0) {
    const remedy = remedyFor(output) ?? `The command was: ${[command, ...args, ...flags].join(' ')}`;
    throw new SetupError('The packages could not be installed.', { remedy, details: output, exitCode: code ?? 1 });
  }
  writeStamp(STAMP, signature);
}

/** Returns the environment with shorter retry pauses than npm's, unless the user has set them. */
function impatientEnv() {
  // A missing registry is then reported in seconds instead of after a minute.
  return { npm_config_fetch_retry_mintimeout: '2000', npm_config_fetch_retry_maxtimeout: '8000', ...process.env };
}

/** Returns a text that changes with every input of the installation. */
function installSignature() {
  const present = ['packages', 'examples'].filter((folder) => existsSync(join(root, folder)));
  const folders = present.flatMap((folder) =>
    readdirSync(join(root, folder))
      .toSorted()
      .map((name) => `${folder}/${name}/`),
  );
  const manifests = ['', ...folders].map((folder) => `${folder}package.json`);
  return digest(['pnpm-lock.yaml', 'pnpm-workspace.yaml', ...manifests].map((path) => textOf(path)).join('\0'));
}

function textOf(path) {
  try {
    return readFileSync(join(root, path), 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return '';
    throw error;
  }
}

/** Returns the command line of the pnpm version that package.json pins: from the PATH if it matches, or with npx. */
export async function pinnedPnpm() {
  const [, version] = JSON.parse(textOf('package.json')).packageManager.split('@');
  // Run outside of the workspace, where pnpm does not switch to the pinned version.
  const found = await runProgram('pnpm', ['--version'], {
    cwd: tmpdir(),
    env: { ...process.env, COREPACK_ENABLE_NETWORK: '0' },
    timeout: 10_000,
    shell,
  });
  return found.code === 0 && found.output.trim() === version ? ['pnpm'] : ['npx', '--yes', `pnpm@${version}`];
}
