import { readdirSync } from 'node:fs';
import { commitAs, bareRepository, filesIn, git } from '@goldenpath/testing/git';
import { endOf, type GitopsEnd, startGitopsPublisher } from '../support/gitops-child';
import { testdir } from '@goldenpath/testing/testdir';

const PUBLISHERS = 50;
const PARTS = ['base/deployment.yaml', 'base/service.yaml', 'base/dev/ingress.yaml', 'base/prod/ingress.yaml'];

function files(version: string): Record<string, string> {
  return Object.fromEntries(PARTS.map((part) => [part, `${part} of ${version}\n`.repeat(20)]));
}

/** Starts all at once, waits for all, and prints the duration. */
async function publishAtOnce(url: string, name: (index: number) => string, what: string): Promise<GitopsEnd[]> {
  const start = Date.now();
  const temporary = testdir();
  const children = Array.from({ length: PUBLISHERS }, (_, index) => {
    const rounds = [[{ name: name(index), files: files(`version ${index}`) }]];
    return startGitopsPublisher({ url, branch: 'main', rounds }, { TMPDIR: temporary });
  });
  const ends = await Promise.all(children.map(endOf));
  const attempts = ends.flatMap(({ rounds }) => rounds.map((round) => round.attempts));
  const all = attempts.reduce((sum, each) => sum + each, 0);
  process.stdout.write(
    `${PUBLISHERS} publishers of ${what}: ${((Date.now() - start) / 1000).toFixed(1)} s, ` +
      `${(all / attempts.length).toFixed(1)} attempts each, at most ${Math.max(...attempts)}\n`,
  );
  for (const { code, stderr } of ends) expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(readdirSync(temporary)).toEqual([]);
  return ends;
}

/** Returns the commits from first to last, and checks that the history is linear. */
function linearHistory(url: string): string[] {
  const commits = git(url, ['log', '--reverse', '--format=%H %P', 'main']).trimEnd().split('\n');
  const ids = commits.map((line) => line.split(' ')[0] ?? '');
  expect(commits.map((line) => line.split(' ')[1])).toEqual(['', ...ids.slice(0, -1)]);
  git(url, ['fsck', '--strict', '--no-dangling']);
  return ids;
}

test('publishers of different applications lose nothing of each other', async () => {
  const url = bareRepository({ 'README.md': 'hello\n' });
  const ends = await publishAtOnce(url, (index) => `app-${index}`, 'different applications');
  const history = linearHistory(url);
  expect(history.slice(1).sort()).toEqual(ends.flatMap(({ rounds }) => rounds.map(({ commit }) => commit)).sort());
  const found = filesIn(url);
  for (let index = 0; index < PUBLISHERS; index++) {
    for (const [path, text] of Object.entries(files(`version ${index}`))) {
      expect(found[`apps/app-${index}/deploy/${path}`]).toBe(text);
    }
  }
  expect(Object.keys(found)).toHaveLength(1 + PUBLISHERS * (PARTS.length + 1));
});

test('publishers of one application follow each other, and no state is mixed', async () => {
  const url = bareRepository({ 'README.md': 'hello\n' });
  await publishAtOnce(url, () => 'web', 'one application');
  const history = linearHistory(url);
  const versions = history.slice(1).map((commit) => {
    const [version = ''] = /version \d+/.exec(git(url, ['show', `${commit}:apps/web/deploy/${PARTS[0]}`])) ?? [];
    for (const [path, text] of Object.entries(files(version))) {
      expect(git(url, ['show', `${commit}:apps/web/deploy/${path}`])).toBe(text);
    }
    return version;
  });
  expect(new Set(versions).size).toBe(PUBLISHERS);
});

test('all manual commits between ours are kept byte for byte', async () => {
  const url = bareRepository({ 'README.md': 'hello\n' });
  const odd = 'no end of line, \r\n two of Windows, tabs\t, trailing  ';
  let persons = 0;
  const children = Array.from({ length: 8 }, (_, index) =>
    startGitopsPublisher({ url, branch: 'main', rounds: [[{ name: `app-${index}`, files: files('one') }]] }),
  );
  const all = Promise.all(children.map(endOf));
  const written: Record<string, string> = { 'README.md': 'hello\n' };
  while (persons < 12) {
    await new Promise((resolve) => setTimeout(resolve, 150));
    const path = `apps/app-${persons % 8}/deploy/own-${persons}.txt`;
    try {
      commitAs(url, 'Person', { [path]: `${odd}${persons}` });
      written[path] = `${odd}${persons}`;
      persons++;
    } catch {
      // The push was rejected: pull and try again.
    }
  }
  for (const { code, stderr } of await all) expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(filesIn(url)).toMatchObject(written);
  expect(
    git(url, ['log', '--format=%an', 'main'])
      .split('\n')
      .filter((name) => name === 'Person'),
  ).toHaveLength(persons);
  expect(git(url, ['rev-list', '--merges', 'main'])).toBe('');
});
