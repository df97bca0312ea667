// Runs zizmor, hadolint and shellcheck on the workflows, Dockerfiles and scripts that are here and that Golden Path generates. They come from
// PyPI, with the versions in linters/requirements.txt. Each must also find the fault in a bad sample, so that a linter that does nothing fails.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, join, relative } from 'node:path';
import { root } from './lib/workspace.mjs';

const { load } = createRequire(join(root, 'package.json'))('js-yaml');
const linters = join(root, 'scripts', 'linters');
const temp = mkdtempSync(join(tmpdir(), 'goldenpath-linters-'));
const problems = [];
const JOB = { kind: 'scheduled-job', schedule: '@daily' };

try {
  const installed = installLinters();
  const run = (program, args) =>
    spawnSync(join(installed, 'bin', program), args, {
      cwd: temp,
      encoding: 'utf8',
      env: { ...process.env, PYTHONPATH: installed },
    });
  const trees = [...copiedTrees(), newFleet(), ...workersAndJobs()];
  for (const { program, args, files, bad } of [zizmor(trees), hadolint(trees), shellcheck(trees)]) {
    const sample = join(temp, 'bad', program, basename(bad.path));
    write(join(temp, 'bad', program, bad.path), bad.text);
    const found = run(program, [...args, join('bad', program, bad.path)]);
    if (found.status === 0 || !`${found.stdout}${found.stderr}`.includes(bad.rule))
      problems.push(
        `${program} does not find ${bad.rule} in ${sample}.\n${found.stdout}${found.stderr}${found.error ?? ''}`,
      );
    const { status, stdout, stderr } = run(program, [...args, ...files]);
    if (status !== 0 || files.length === 0) problems.push(`${program}, ${files.length} files:\n${stdout}${stderr}`);
    else console.log(`${program}: ${files.length} files`);
  }
} finally {
  rmSync(temp, { recursive: true, force: true });
}

for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exitCode = 1;

/** Installs the linters once for each version of the list, and returns their folder. */
function installLinters() {
  const list = join(linters, 'requirements.txt');
  const version = createHash('sha256').update(readFileSync(list)).digest('hex').slice(0, 12);
  const folder = join(root, 'node_modules', '.cache', 'linters', version);
  if (existsSync(join(folder, 'bin', 'zizmor'))) return folder;
  const args = ['-m', 'pip', 'install', '--quiet', '--only-binary', ':all:', '--root-user-action', 'ignore'];
  const { status, stderr, error } = spawnSync('python3', [...args, '--target', folder, '--requirement', list], {
    encoding: 'utf8',
  });
  if (status === 0) return folder;
  rmSync(folder, { recursive: true, force: true });
  throw new Error(`The linters cannot be installed. They need python3 with pip.\n${stderr ?? ''}${error ?? ''}`);
}

/** Copies what is in Git of this repository, and the repositories of applications in test/golden. */
function copiedTrees() {
  const golden = join(root, 'test', 'golden');
  const apps = readdirSync(golden).filter((name) => existsSync(join(golden, name, 'repository')));
  const trees = { here: root, ...Object.fromEntries(apps.map((app) => [app, join(golden, app, 'repository')])) };
  return Object.entries(trees).map(([name, from]) => {
    const kept =
      name === 'here' ? ['.github', '.ci', join('scripts', 'ci'), join('portal', 'Dockerfile')] : readdirSync(from);
    for (const path of kept) cpSync(join(from, path), join(temp, name, path), { recursive: true });
    return name;
  });
}

/** Creates a fleet as a user does. */
function newFleet() {
  goldenpath(temp, 'init', 'fleet', '--yes');
  return 'fleet';
}

/** Creates the repositories that test/golden does not have: a worker and a scheduled job in each language. */
function workersAndJobs() {
  const fleet = join(temp, 'others');
  const platform = readFileSync(join(root, 'test', 'unit', 'every-part', 'platform.yaml'), 'utf8');
  // Who has a platform decides how it pins its workflow. zizmor wants a commit.
  write(join(fleet, 'platform.yaml'), platform.replace('.yml@main', `.yml@${'0'.repeat(40)}`));
  const own = { worker: { kind: 'stateless-app', ports: [], queues: { orders: {} } }, job: JOB };
  return ['node', 'python'].flatMap((runtime) =>
    Object.entries(own).map(([what, spec]) => {
      const name = `${runtime}-${what}`;
      const app = { ...spec, name, description: 'Works', owner: 'shop', runtime };
      write(join(fleet, 'apps', name, 'app.yaml'), JSON.stringify(app));
      goldenpath(fleet, 'scaffold', name, '--out', join(temp, name));
      return name;
    }),
  );
}

function goldenpath(cwd, ...args) {
  const command = join(root, 'packages', 'cli', 'bin', 'goldenpath.js');
  const { status, stderr } = spawnSync(process.execPath, [command, ...args], { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(`goldenpath ${args.join(' ')} ended with ${status}: ${stderr}`);
}

function zizmor(trees) {
  return {
    program: 'zizmor',
    args: ['--offline', '--no-progress', '--quiet', '--config', join(linters, 'zizmor.yml')],
    files: filesIn(trees, (path) => /\.github\/.*\.ya?ml$/.test(path)),
    bad: {
      rule: 'template-injection',
      path: '.github/workflows/bad.yml',
      text: `on: issues\npermissions: {}\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: echo "\${{ github.event.issue.title }}"\n`,
    },
  };
}

function hadolint(trees) {
  return {
    program: 'hadolint',
    args: ['--no-color'],
    files: filesIn(trees, (path) => basename(path) === 'Dockerfile'),
    bad: { rule: 'DL3006', path: 'Dockerfile', text: 'FROM debian\nRUN cd /tmp\n' },
  };
}

/** The scripts, and the shell of every step. */
function shellcheck(trees) {
  const steps = filesIn(trees, (path) => /\.github\/workflows\/.*\.ya?ml$/.test(path)).flatMap((path) => {
    const { jobs } = load(readFileSync(join(temp, path), 'utf8'));
    return Object.entries(jobs).flatMap(([job, { steps: all = [] }]) =>
      all.flatMap(({ run }, index) => {
        if (run === undefined) return [];
        const file = join('steps', path.replaceAll(/[^\w.]/g, '-'), `${job}-${index}.sh`);
        write(join(temp, file), `#!/usr/bin/env bash\nset -eo pipefail\n${run}`);
        return [file];
      }),
    );
  });
  return {
    program: 'shellcheck',
    args: ['--severity', 'warning', '--shell', 'bash'],
    files: [...filesIn(trees, (path) => path.endsWith('.sh') || path.endsWith('.ci/run')), ...steps],
    bad: { rule: 'SC2115', path: 'bad.sh', text: '#!/usr/bin/env bash\nrm -rf "$FOLDER/"*\n' },
  };
}

function filesIn(trees, matches) {
  return trees
    .flatMap((tree) => readdirSync(join(temp, tree), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => relative(temp, join(entry.parentPath ?? entry.path, entry.name)))
    .filter(matches)
    .sort();
}

function write(file, text) {
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, text);
}
