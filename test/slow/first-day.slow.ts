import { execFile } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { testFolder } from '@goldenpath/testing/folders';
import { ROOT } from '@goldenpath/testing/fleet';

/** The commands of the guide, in order. */
function blocks(): string[] {
  const guide = readFileSync(join(ROOT, 'docs', 'guides', 'first-day.md'), 'utf8');
  return [...guide.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, commands = '']) => commands);
}

const CLI = JSON.stringify(join(ROOT, 'packages', 'cli', 'bin', 'goldenpath.js'));
const CREATE = JSON.stringify(join(ROOT, 'packages', 'create-goldenpath', 'bin', 'create-goldenpath.js'));
const NODE = JSON.stringify(process.execPath);

/**
 * Programs of a new user. `npx goldenpath` is this repository's, and what would change a cloud runs in the simulated one. `gh` and `aws` only
 * record what they are asked.
 */
const PROGRAMS: Readonly<Record<string, string>> = {
  npm: `if [ "$1" = create ]; then shift 2; folder=$1; shift 2; exec ${NODE} ${CREATE} "$folder" "$@"; fi`,
  npx: `shift
case "$1 $2" in
  "bootstrap plan"|"bootstrap deploy"|"bootstrap migrate"|"bootstrap destroy"|deploy\\ *) exec ${NODE} ${CLI} "$@" --simulate ;;
  *) exec ${NODE} ${CLI} "$@" ;;
esac`,
  gh: 'echo "gh $*" >> "$ASKED"; [ "$1" != api ]',
  aws: 'echo "aws $*" >> "$ASKED"; [ "$1 $2" != "s3api get-bucket-versioning" ]',
};

test('the guide of the first day works as it is written, in the simulated cloud', async () => {
  const folder = testFolder();
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  for (const [name, script] of Object.entries(PROGRAMS)) {
    writeFileSync(join(bin, name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(bin, name), 0o755);
  }
  const asked = join(folder, 'asked');
  const script = ['set -euo pipefail', ...blocks()].join('\n');
  const output = await bash(
    script,
    {
      PATH: `${bin}:${process.env['PATH'] ?? ''}`,
      HOME: folder,
      TMPDIR: process.env['TMPDIR'] ?? '/tmp',
      ASKED: asked,
      GIT_AUTHOR_NAME: 'a',
      GIT_AUTHOR_EMAIL: 'a@example.test',
      GIT_COMMITTER_NAME: 'a',
      GIT_COMMITTER_EMAIL: 'a@example.test',
      ...engine(),
    },
    folder,
  );
  expect(output).toContain('bucket acme-terraform-state: versioned, encrypted, private, TLS only');
  expect(output).toMatch(/bootstrap-111122223333 {2}done/);
  expect(output).toContain('The state of bootstrap-111122223333 is now in');
  expect(output).toMatch(/app-hello {2}done/);
  expect(output).toContain('DESTROY');
  expect(readFileSync(asked, 'utf8')).toContain('gh variable set DEPLOY_ROLE_ARN --repo acme/platform');
  expect(existsSync(join(folder, 'acme-platform', 'dist', 'repos', 'hello', 'Dockerfile'))).toBe(true);
});

/** The engine of this machine, which is found in the home of the user otherwise. */
function engine(): Record<string, string> {
  const names = ['GOLDENPATH_TERRAFORM', 'XDG_CACHE_HOME', 'GOLDENPATH_CACHE'];
  return Object.fromEntries(
    names.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
  );
}

function bash(script: string, env: Record<string, string>, cwd: string): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile('bash', ['-c', script], { env, cwd, maxBuffer: 1 << 26 }, (error, stdout, stderr) => {
      if (error === null) resolve(stdout + stderr);
      else reject(new Error(`${error.message}\n${stdout}\n${stderr}`));
    });
  });
}
