import { readRelease } from '@goldenpath/kustomize';
import { ended, publishedFleet, releasedFleet, startIn, synthesised } from '@goldenpath/testing/releases/fleet';
import { git, textsIn, tipOf } from '@goldenpath/testing/releases/repository';

const PROCESSES = 50;
const APPS = [...Array(20).keys()].map((index) => `app-${index}`);
/** Everybody has this long, in seconds; all of it has to be over long before. */
const TIMEOUT = 150;

const overlayOf = (app: string) => `apps/${app}/deploy/overlays/dev/kustomization.yaml`;
const tagOf = (index: number) => `dev-${(index + 1).toString(16).padStart(7, 'a')}`;

interface Job {
  readonly folder: string;
  readonly args: readonly string[];
}

test(`${PROCESSES} processes at once publish and release: nothing of anybody is lost`, async () => {
  const { folder, url } = await publishedFleet(APPS, '0a1b2c3');
  const next = await synthesised(releasedFleet(APPS, { spec: { replicas: 3 } }));
  const before = Number(git(url, ['rev-list', '--count', 'main']));
  const started = performance.now();
  const ends = await Promise.all(
    jobs(folder, next).map(async ({ folder: at, args }) => {
      const child = startIn(at, [...args, '--repo', url, '--timeout', String(TIMEOUT), '--json']);
      return { args, ...(await ended(child)), seconds: (performance.now() - started) / 1000 };
    }),
  );
  const seconds = (performance.now() - started) / 1000;
  const losers = ends.filter(({ code }) => code !== 0);
  // Only who moved the one tag that several moved at once may have been told so.
  for (const { args, code, stdout } of losers) {
    expect([args[0], args[2], code]).toEqual(['release', 'app-0', 1]);
    expect(JSON.parse(stdout).error).toContain('dev of app-0 was just moved to dev-');
  }
  const texts = textsIn(
    url,
    APPS.flatMap((app) => [overlayOf(app), replicasOf(app)]),
  );
  for (const [index, app] of APPS.entries()) {
    const runs = readRelease(texts.get(overlayOf(app)) ?? '', app)?.newTag;
    const wanted = ends.filter(({ args, code }) => args[2] === app && code === 0).map(({ args }) => args.at(-1));
    if (index > 0) expect([app, runs]).toEqual([app, tagOf(index)]);
    expect(wanted).toContain(runs);
    expect([app, texts.get(replicasOf(app))]).toEqual([app, expect.stringContaining('replicas: 3')]);
  }
  expectOneLine(
    url,
    before,
    ends.map(({ stdout }) => stdout),
  );
  const slowest = Math.max(...ends.map((end) => end.seconds));
  const count = Number(git(url, ['rev-list', '--count', 'main'])) - before;
  process.stdout.write(
    `${PROCESSES} processes: ${count} commits in ${seconds.toFixed(1)} s, the slowest process ${slowest.toFixed(1)} s, ${losers.length} told that another was faster\n`,
  );
});

/** Half of them publish, different applications and all of them; half release, different ones and one tag. */
function jobs(folder: string, next: string): Job[] {
  const publishing = [...APPS.map((app) => ['publish', '--only', app]), ...times(5, () => ['publish'])];
  const set = (app: string, tag: string) => ['release', 'set', app, '--env', 'dev', '--tag', tag];
  const different = APPS.slice(1).map((app, index) => set(app, tagOf(index + 1)));
  const rest = PROCESSES - publishing.length - different.length;
  const same = times(rest, (index) => set('app-0', tagOf(100 + index)));
  const all = [
    ...publishing.map((args) => ({ folder: next, args })),
    ...[...different, ...same].map((args) => ({ folder, args })),
  ];
  // In turns, so that neither half has the start for itself.
  return all
    .map((_, index) => all[index % 2 === 0 ? index / 2 : all.length / 2 + (index - 1) / 2])
    .filter((job) => job !== undefined);
}

function times<T>(length: number, make: (index: number) => T): T[] {
  return Array.from({ length }, (_, index) => make(index));
}

function replicasOf(app: string): string {
  return `apps/${app}/deploy/base/deployment.yaml`;
}

/** Every commit that a process told of is there, in one line, and there is no other. */
function expectOneLine(url: string, before: number, answers: readonly string[]): void {
  const line = git(url, ['rev-list', '--no-merges', 'main']).trim().split('\n');
  expect(Number(git(url, ['rev-list', '--count', 'main']))).toBe(line.length);
  const told = answers.flatMap((answer) => [...answer.matchAll(/"commit": "([0-9a-f]{40})"/g)].map(([, id]) => id));
  // Two who publish the same on the same tip in the same second make one commit, and both are told of it.
  expect([...new Set(told)].sort()).toEqual(line.slice(0, line.length - before).sort());
  expect(line[0]).toBe(tipOf(url));
  git(url, ['fsck', '--strict']);
}
