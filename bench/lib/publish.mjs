import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../scripts/lib/workspace.mjs';
import { editApp, writeFleet } from './fleet-folder.mjs';
import { best, measureProgram } from './measure.mjs';

const PROGRAM = path.join(root, 'packages', 'cli', 'bin', 'goldenpath.js');
const IDENTITY = {
  GIT_AUTHOR_NAME: 'Bench',
  GIT_AUTHOR_EMAIL: 'bench@example.org',
  GIT_COMMITTER_NAME: 'Bench',
  GIT_COMMITTER_EMAIL: 'bench@example.org',
};

/** Publishing by hand. It also moves every tag back. */
const BY_HAND = `set -e
git clone --quiet --depth 1 "file://$1" "$2"
cp -R "$3"/apps "$2"/
cd "$2"
git add --all
git commit --quiet --message "Publish"
git push --quiet
rm -rf "$2"`;

/**
 * Measures what publishing one changed application costs, in a repository of a whole fleet in which every application runs
 * a release, so that every overlay there differs from what was synthesised.
 */
export async function measurePublish(count, { folder, repeat: wanted }) {
  const home = path.join(folder, `publish-${count}`);
  const { platform, apps } = writeFleet(home, count, path.join(root, 'platform.yaml'));
  // An application is edited once; there are three steps that edit, and the traffic is counted after one more.
  const repeat = Math.max(1, Math.min(wanted, Math.floor((apps.length - 1) / 3)));
  const remote = path.join(home, 'remote.git');
  git('/', 'init', '--quiet', '--bare', '--initial-branch=main', remote);
  const env = { ...process.env, ...IDENTITY };
  const run = (...args) =>
    measureProgram(process.execPath, [PROGRAM, ...args, '--platform', platform], { cwd: home, env });
  const synth = () => run('synth', '--plane', 'manifests', '--quiet');
  const publish = (...args) => run('publish', '--repo', remote, ...args);

  await synth();
  const first = await publish();
  releaseAll(remote);
  git(remote, 'repack', '-a', '-d', '--quiet');
  const nothing = await best(repeat, () => publish());
  let next = 0;
  const edit = async () => {
    editApp(home, apps[next]);
    next += 1;
    await synth();
    return apps[next - 1];
  };
  const changed = await best(repeat, async () => {
    await edit();
    return publish();
  });
  const named = await best(repeat, async () => publish('--only', await edit()));
  const byHand = await best(repeat, async (index) => {
    await edit();
    const clone = path.join(home, `clone-${index}`);
    return measureProgram('sh', ['-c', BY_HAND, 'sh', remote, clone, path.join(home, 'dist', 'gitops')], { env });
  });
  await edit();
  const traffic = await countTraffic(remote, home, (trace) =>
    measureProgram(process.execPath, [PROGRAM, 'publish', '--repo', remote, '--platform', platform], {
      cwd: home,
      env: { ...env, GIT_TRACE2_EVENT: trace },
    }),
  );
  return { count, objects: countObjects(remote), steps: { changed, named, nothing, first, byHand }, traffic };
}

/** Every application runs another tag than the one that it was generated with. */
function releaseAll(remote) {
  const paths = git(remote, 'ls-tree', '-r', '--name-only', 'main')
    .split('\n')
    .filter((name) => name.endsWith('/kustomization.yaml') && name.includes('/overlays/'));
  const texts = execFileSync('git', ['--git-dir', remote, 'cat-file', '--batch'], {
    input: paths.map((name) => `main:${name}\n`).join(''),
    maxBuffer: 2 ** 30,
  }).toString();
  const contents = texts.split(/^[0-9a-f]{40} blob \d+\n/m).slice(1);
  const changes = paths.map((name, index) => {
    const text = contents[index].replace(/\n$/, '').replace(/(newTag: [a-z]+-)0000000/, '$11a2b3c4');
    return `M 100644 inline ${name}\ndata ${Buffer.byteLength(text)}\n${text}\n`;
  });
  const head = 'commit refs/heads/main\ncommitter Bench <bench@example.org> 1700000000 +0000\ndata 7\nRelease\n';
  execFileSync('git', ['--git-dir', remote, 'fast-import', '--quiet'], {
    input: `${head}from refs/heads/main^0\n${changes.join('')}\n`,
  });
}

/** Objects that a publication reads and writes, as Git's own trace tells, and by how much the repository grows. */
async function countTraffic(remote, home, measure) {
  const trace = mkdtempSync(path.join(home, 'trace-'));
  const before = sizeOf(path.join(remote, 'objects'));
  await measure(trace);
  const bytes = sizeOf(path.join(remote, 'objects')) - before;
  let [read, written] = [0, 0];
  for (const name of readdirSync(trace)) {
    const events = readFileSync(path.join(trace, name), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    const command = events.find(({ event }) => event === 'cmd_name')?.hierarchy ?? '';
    for (const { key, value } of events) {
      if (key !== 'write_pack_file/wrote') continue;
      if (command.includes('push')) written += Number(value);
      else if (command.includes('upload-pack')) read += Number(value);
    }
  }
  rmSync(trace, { recursive: true });
  return { read, written, bytes };
}

function countObjects(remote) {
  return git(remote, 'ls-tree', '-r', '-t', 'main').trim().split('\n').length;
}

function sizeOf(folder) {
  mkdirSync(folder, { recursive: true });
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.reduce((sum, { parentPath, name }) => sum + statSync(path.join(parentPath, name)).size, 0);
}

function git(folder, ...args) {
  return execFileSync('git', ['-C', folder, ...args], { encoding: 'utf8', maxBuffer: 2 ** 30 });
}
