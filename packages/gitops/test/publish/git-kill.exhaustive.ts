import { readdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { bareRepository, filesIn, git } from '@goldenpath/testing/git';
import { begun, endOf, type GitopsJob, startGitopsPublisher } from '../support/gitops-child';
import { testdir } from '@goldenpath/testing/testdir';

const KILLS = 50;
/** Publishers at once, each with its own repository. A publisher mostly waits for Git. */
const LANES = 5;

/** Pseudo-random numbers, the same for the same seed. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 2 ** 32;
  };
}

function version(number: number): GitopsJob['rounds'][number] {
  return ['web', 'worker'].map((name) => ({
    name,
    files: {
      'base/deployment.yaml': `${name} ${number}\n`.repeat(50),
      'base/service.yaml': 'always the same\n',
      [`base/only-${number}/ingress.yaml`]: `${name} ${number}\n`,
    },
  }));
}

const ROUNDS = [version(0), version(1)];

/** Returns our files in the repository after a version, without the lists. */
function expected(number: number): Record<string, string> {
  const files = version(number).flatMap(({ name, files: own }) =>
    Object.entries(own).map(([path, text]) => [`apps/${name}/deploy/${path}`, text]),
  );
  return { 'README.md': 'theirs\n', ...Object.fromEntries(files) };
}

function withoutLists(files: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(files).filter(([path]) => !path.startsWith('.goldenpath/')));
}

async function killAgainAndAgain(random: () => number): Promise<number> {
  const url = bareRepository({ 'README.md': 'theirs\n' });
  const wholes = [{ 'README.md': 'theirs\n' }, expected(0), expected(1)];
  const temporary = testdir();
  let interrupted = 0;
  for (let kill = 0; kill < KILLS / LANES; kill++) {
    const before = git(url, ['rev-parse', 'main']);
    const child = startGitopsPublisher({ url, branch: 'main', rounds: ROUNDS, repeat: 1000 }, { TMPDIR: temporary });
    await begun(child);
    await sleep(random() * 500);
    child.kill('SIGKILL');
    const { code, rounds } = await endOf(child);
    expect(code).toBe('SIGKILL');
    // A push that was on its way can still arrive completely.
    await sleep(50);
    expect(wholes).toContainEqual(withoutLists(filesIn(url)));
    expect(git(url, ['rev-list', '--merges', 'main'])).toBe('');
    git(url, ['fsck', '--strict', '--no-dangling']);
    if (rounds.length > 0 || git(url, ['rev-parse', 'main']) !== before) interrupted++;
  }
  const next = startGitopsPublisher({ url, branch: 'main', rounds: [version(1)] }, { TMPDIR: testdir() });
  expect((await endOf(next)).code).toBe(0);
  expect(withoutLists(filesIn(url))).toEqual(expected(1));
  // Files of the killed run are not used: the next run has a folder of its own.
  expect(readdirSync(temporary).every((name) => name.startsWith('goldenpath-git-'))).toBe(true);
  return interrupted;
}

test(`${KILLS} publishers killed at random points leave the repository in the old or the new state`, async () => {
  const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31));
  process.stdout.write(`${KILLS} kills, SEED=${seed}\n`);
  const lanes = Array.from({ length: LANES }, (_, lane) => killAgainAndAgain(randomFrom(seed + lane)));
  const interrupted = (await Promise.all(lanes)).reduce((sum, each) => sum + each, 0);
  process.stdout.write(`${interrupted} of them had published something\n`);
  expect(interrupted).toBeGreaterThan(0);
});
