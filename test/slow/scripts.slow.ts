import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

const ROOT = join(__dirname, '..', '..');

let folder: string;

beforeEach(() => {
  // A space, since many a person's home has one.
  folder = mkdtempSync(join(tmpdir(), 'goldenpath scripts-'));
  cpSync(join(ROOT, 'scripts'), join(folder, 'scripts'), { recursive: true });
  for (const file of ['package.json', 'pnpm-lock.yaml', 'pnpm-workspace.yaml'])
    cpSync(join(ROOT, file), join(folder, file));
  mkdirSync(join(folder, 'packages'));
});

afterEach(() => rmSync(folder, { recursive: true }));

test('the command before the set-up has a remedy, from any folder', () => {
  expect(run('goldenpath.mjs', tmpdir())).toEqual({
    status: 1,
    stdout: '',
    stderr: 'The workspace is not installed. Run `npm start`.\n',
  });
});

test.each(['start.mjs', 'test.mjs', 'goldenpath.mjs'])('%s on an old Node says which one is needed', (script) => {
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as object;
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ ...manifest, engines: { node: '>=99.1' } }));
  const { status, stderr } = run(script);
  expect(status).toBe(1);
  expect(stderr).toContain(`This is Node.js ${process.versions.node}. Golden Path needs 99.1 or newer.`);
});

test.each([
  ['getaddrinfo EAI_AGAIN somewhere', 'The package registry could not be reached'],
  ['ERR_PNPM_ENOSPC  ENOSPC: no space left on device', 'The disk is full'],
  ["EROFS: read-only file system, mkdir 'node_modules'", 'The folder is not writable'],
  ['ERR_PNPM_OUTDATED_LOCKFILE  Cannot install', 'pnpm-lock.yaml did not'],
  ['something else', 'The command was: npx --yes pnpm@'],
])('an installation that fails with %s', (output, expected) => {
  program('pnpm', 'exit 1');
  program('npx', `echo "${output}"; exit 7`);
  const { status, stdout, stderr } = run('start.mjs');
  expect(stderr).toContain(expected);
  expect(stderr).toContain(output);
  expect({ status, stdout }).toEqual({ status: 7, stdout: '' });
});

test('the pinned pnpm is taken from the PATH, and another one is not', () => {
  const { packageManager } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    packageManager: string;
  };
  program('npx', 'echo by npx; exit 1');
  program('pnpm', `[ "$1" = --version ] && echo ${packageManager.replace('pnpm@', '')} && exit; echo by pnpm; exit 1`);
  expect(run('start.mjs').stderr).toContain('by pnpm');
  program('pnpm', '[ "$1" = --version ] && echo 1.2.3 && exit; echo by pnpm; exit 1');
  expect(run('start.mjs').stderr).toContain('by npx');
});

/** A program on the PATH of what `run` runs. */
function program(name: string, script: string): void {
  const bin = join(folder, 'bin');
  mkdirSync(bin, { recursive: true });
  writeFileSync(join(bin, name), `#!/bin/sh\n${script}\n`);
  chmodSync(join(bin, name), 0o755);
}

function run(script: string, cwd = folder): { status: number | null; stdout: string; stderr: string } {
  const env = { ...process.env, PATH: [join(folder, 'bin'), process.env['PATH']].join(delimiter) };
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(folder, 'scripts', script)], {
    cwd,
    env,
    encoding: 'utf8',
    timeout: 30_000,
  });
  return { status, stdout, stderr };
}
