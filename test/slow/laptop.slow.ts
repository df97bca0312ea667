import { execFile } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { ROOT } from '@goldenpath/testing/fleet';
import { testFolder } from '@goldenpath/testing/folders';

/** The commands of the guide, in order. */
function blocks(): string[] {
  const guide = readFileSync(join(ROOT, 'docs', 'guides', 'laptop.md'), 'utf8');
  return [...guide.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, commands = '']) => commands);
}

const CLI = JSON.stringify(join(ROOT, 'packages', 'cli', 'bin', 'goldenpath.js'));
const NODE = JSON.stringify(process.execPath);

/**
 * Programs that need a container engine only record what they are asked. `kubectl apply` also builds the folder that it is given, with the
 * real kubectl, unless the folder names an address.
 */
const recorder = (name: string) => `echo "${name} $*" >> "$ASKED"`;
const PROGRAMS: Readonly<Record<string, string>> = {
  npx: `shift; exec ${NODE} ${CLI} "$@"`,
  docker: recorder('docker'),
  kind: recorder('kind'),
  terraform: `if [ "$1" = version ]; then echo '{"terraform_version":"1.11.4"}'; else ${recorder('terraform')}; fi`,
  curl: recorder('curl'),
  kubectl: `${recorder('kubectl')}
if [ "$1" = kustomize ]; then exec "$KUBECTL" "$@"; fi
for last; do :; done
if [ "$last" = - ]; then cat > "$ASKED.applied"; fi
if [ -d "$last" ] && ! grep -q https:// "$last/kustomization.yaml"; then "$KUBECTL" kustomize "$last" > /dev/null; fi`,
};

test('the guide for a laptop works as it is written, up to what needs a container engine', async () => {
  const folder = testFolder();
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  for (const [name, script] of Object.entries(PROGRAMS)) {
    writeFileSync(join(bin, name), `#!/bin/sh\nset -eu\n${script}\n`);
    chmodSync(join(bin, name), 0o755);
  }
  mkdirSync(join(folder, 'examples'));
  cpSync(join(ROOT, 'examples', 'kind'), join(folder, 'examples', 'kind'), {
    recursive: true,
    filter: (file) => !/\/(dist|cdktf\.out)$/.test(file),
  });
  const asked = join(folder, 'asked');
  const path = process.env['PATH'] ?? '';
  const output = await bash(
    ['set -euo pipefail', ...blocks()].join('\n'),
    {
      PATH: `${bin}${delimiter}${path}`,
      KUBECTL: programOn(path, 'kubectl'),
      HOME: folder,
      TMPDIR: process.env['TMPDIR'] ?? '/tmp',
      ASKED: asked,
      GOLDENPATH_TERRAFORM: join(bin, 'terraform'),
    },
    folder,
  );
  expect(output).toContain('Valid: 3 applications in dev.');
  expect(output).toContain('The platform has started.');
  const commands = readFileSync(asked, 'utf8').split('\n');
  const stack = '-chdir=dist/bootstrap/cluster/cdktf.out/stacks/cluster-local';
  const kubectl = 'kubectl --context kind-laptop apply --server-side';
  expect(commands.slice(0, 4)).toEqual([
    `terraform ${stack} init -input=false`,
    `terraform ${stack} apply -input=false -auto-approve`,
    `${kubectl} --force-conflicts --kustomize dist/bootstrap/argocd`,
    `${kubectl} --kustomize dist/gitops/argocd`,
  ]);
  // What is printed is what runs.
  for (const command of commands.slice(0, 4)) expect(output).toContain(command);
  expect(commands).toContain(`terraform ${stack} destroy -auto-approve`);
  expect(readFileSync(`${asked}.applied`, 'utf8')).toContain('imagePullPolicy: IfNotPresent');
});

function programOn(path: string, name: string): string {
  const found = path.split(delimiter).map((folder) => join(folder, name));
  return found.find((file) => existsSync(file)) ?? name;
}

function bash(script: string, env: Record<string, string>, cwd: string): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile('bash', ['-c', script], { env, cwd, maxBuffer: 1 << 26 }, (error, stdout, stderr) => {
      if (error === null) resolve(stdout + stderr);
      else reject(new Error(`${error.message}\n${stdout}\n${stderr}`));
    });
  });
}
