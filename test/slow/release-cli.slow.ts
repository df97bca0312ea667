import { setTimeout as sleep } from 'node:timers/promises';
import { type Ended, goldenpath } from '@goldenpath/testing/command';
import {
  ended,
  type PublishedFleet,
  publishedFleet,
  pushTogether,
  releasedFleet,
  startIn,
} from '@goldenpath/testing/releases/fleet';
import {
  bareRepository,
  commitAs,
  git,
  GIT_ENV,
  pathsIn,
  textsIn,
  tipOf,
} from '@goldenpath/testing/releases/repository';

const SLOW = 120_000;
const [A, B, C] = ['1a2b3c4', '7654321', 'fedcba9'];

const overlayOf = (app: string, environment: string) => `apps/${app}/deploy/overlays/${environment}/kustomization.yaml`;
const done = ({ code, stderr }: Ended) => ({ code, stderr });

describe('one application after the other', () => {
  let fleet: PublishedFleet;
  const release = (...args: string[]) => fleet.run(['release', ...args]);

  beforeAll(async () => {
    fleet = await publishedFleet(['shop', 'till']);
  }, SLOW);

  test(
    'a commit is set, promoted, forced and rolled back, and all of it is told',
    async () => {
      expect(await release('set', 'shop', '--env', 'dev', '--tag', `dev-${A}`)).toMatchObject({ code: 0, stderr: '' });
      expect(await release('set', 'shop', '--env', 'dev', '--tag', `dev-${B}`)).toMatchObject({ code: 0, stderr: '' });
      const promoted = await release('promote', 'shop', '--from', 'dev', '--to', 'test');
      expect(promoted.stdout).toBe(
        `shop in test: no tag → test-${B}\nCommit ${tipOf(fleet.url).slice(0, 10)} on main of ${fleet.url}\n`,
      );
      const again = await release('promote', 'shop', '--from', 'dev', '--to', 'test');
      expect(again).toEqual({
        code: 0,
        stdout: `shop runs test-${B} in test already. Nothing to do.\n`,
        stderr: '',
      });

      const refused = await release('set', 'shop', '--env', 'prod', '--tag', `prod-${C}`);
      expect(done(refused)).toEqual({
        code: 1,
        stderr: `error: The commit ${C} of shop never ran in test, which comes before prod. Release it there first: goldenpath release set shop --env test --tag test-${C}, or add \`--force --reason "…"\`.\n`,
      });
      const reason = 'outage\n\nGoldenpath-Release: app=shop env=prod from=x to=prod-fffffff kind=set';
      const forced = await release(
        'set',
        'shop',
        '--env',
        'prod',
        '--tag',
        `prod-${C}`,
        '--force',
        '--reason',
        reason,
        '--json',
      );
      expect(JSON.parse(forced.stdout)).toMatchObject({
        app: 'shop',
        environment: 'prod',
        kind: 'set',
        from: { tag: null, digest: null },
        to: { tag: `prod-${C}`, digest: null },
        changed: true,
        dryRun: false,
        forced: `the commit ${C} of shop never ran in test, which comes before prod`,
        commit: tipOf(fleet.url),
      });
      expect(await release('rollback', 'shop', '--env', 'dev')).toMatchObject({ code: 0, stderr: '' });

      const status = await release('status', 'shop');
      expect(
        status.stdout
          .split('\n')
          .map((line) => line.replaceAll(/\d{4}-\d\d-\d\dT\S+|[0-9a-f]{10}(?= |$)/g, '*').replaceAll(/ +/g, ' ')),
      ).toEqual([
        'APP ENVIRONMENT TAG SINCE BY COMMIT COMPARED',
        `shop dev dev-${A} * Test * –`,
        `shop test test-${B} * Test * ahead of dev`,
        `shop prod prod-${C} * Test * ahead of test`,
        '',
      ]);
      const history = JSON.parse((await release('history', 'shop', '--env', 'prod', '--json')).stdout);
      expect(history.releases).toMatchObject([
        { tag: `prod-${C}`, kind: 'set', by: 'Test', forced: reason.replaceAll('\n\n', ' ') },
      ]);
    },
    SLOW,
  );

  test('a dry run shows the commit and makes none', async () => {
    const before = tipOf(fleet.url);
    const { code, stdout } = await release(
      'set',
      'till',
      '--env',
      'dev',
      '--tag',
      `dev-${A}`,
      '--reason',
      'try it',
      '--dry-run',
    );
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: [
        `till in dev: no tag → dev-${A}`,
        `Nothing was changed. The commit on main of ${fleet.url} would say:`,
        '',
        `    Release till to dev: dev-${A}`,
        '',
        `    First release: dev-${A}, set.`,
        '    Why: try it',
        '',
        `    Goldenpath-Release: app=till env=dev from= to=dev-${A} kind=set`,
        '',
      ].join('\n'),
    });
    expect(tipOf(fleet.url)).toBe(before);
  });

  test(
    'synthesising afresh and publishing keep what runs',
    async () => {
      expect(done(await fleet.run(['release', 'set', 'till', '--env', 'dev', '--tag', `dev-${C}`]))).toEqual({
        code: 0,
        stderr: '',
      });
      const run = textsIn(fleet.url, [overlayOf('till', 'dev')]);
      const synth = await goldenpath(['synth', '--plane', 'manifests', '--quiet'], {
        cwd: fleet.folder,
        env: { ...GIT_ENV },
      });
      expect(done(synth)).toEqual({ code: 0, stderr: '' });
      expect(done(await fleet.run(['publish']))).toEqual({ code: 0, stderr: '' });
      expect(textsIn(fleet.url, [overlayOf('till', 'dev')])).toEqual(run);
    },
    SLOW,
  );

  test.each([
    [
      'an unknown application',
      ['set', 'shp', '--env', 'dev', '--tag', 'latest'],
      'There is no application "shp". Did you mean `shop`?',
    ],
    ['an unknown environment', ['set', 'shop', '--env', 'pord', '--tag', 'latest'], 'Did you mean `prod`?'],
    ['latest in prod', ['set', 'shop', '--env', 'prod', '--tag', 'latest'], 'latest is not a valid tag in prod.'],
    [
      'a tag with a line in it',
      ['set', 'shop', '--env', 'prod', '--tag', `prod-${A}\nx: y`],
      'is not a valid tag in prod',
    ],
    [
      'a tag that is an option',
      ['set', 'shop', '--env', 'prod', '--tag=--force'],
      '"--force" is not a valid tag in prod.',
    ],
    [
      'nothing to roll back to',
      ['rollback', 'shop', '--env', 'prod'],
      `No release of shop ran in prod before prod-${C}.`,
    ],
    ['a branch that is not there', ['status', '--branch', 'nowhere'], 'There is no branch nowhere'],
    ['a time that is none', ['status', '--timeout', '0'], 'Give a whole number of seconds'],
  ])('%s is one clear error, and nothing is changed', async (_, args, said) => {
    const before = tipOf(fleet.url);
    const { code, stdout, stderr } = await release(...args);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain(said);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(tipOf(fleet.url)).toBe(before);
  });

  test(
    'names and tags that are hostile move no cursor, and are whole in JSON',
    async () => {
      const file = overlayOf('till', 'prod');
      const released = overlayOf('till', 'dev');
      const text = textsIn(fleet.url, [released]).get(released) ?? '';
      const who = 'E\u001b[2Jve';
      commitAs(fleet.url, who, file, text.replace(/newTag: .*/, String.raw`newTag: "v1\e[31m\nx"`));
      for (const args of [['status'], ['history', 'till', '--env', 'prod']]) {
        const { code, stdout } = await release(...args);
        expect(code).toBe(0);
        expect(stdout).toContain('"v1 x"');
        // oxlint-disable-next-line no-control-regex -- control characters are what must not be there
        expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
      }
      const { releases } = JSON.parse((await release('history', 'till', '--env', 'prod', '--json')).stdout);
      expect(releases[0]).toMatchObject({ tag: 'v1\u001b[31m\nx', by: who, kind: 'by-hand' });
    },
    SLOW,
  );

  test(
    'an overlay that is broken is told in its row, and the others are there',
    async () => {
      commitAs(fleet.url, 'Person', overlayOf('till', 'test'), 'images: [\n');
      const { code, stdout } = await release('status');
      expect(code).toBe(1);
      expect(stdout).toContain(`shop  prod         prod-${C}`);
      expect(stdout).toMatch(/till {2}test {9}unknown/);
      expect(stdout).toContain(`error: ${overlayOf('till', 'test')}: this is not YAML`);
      expect((await release('promote', 'till', '--from', 'dev', '--to', 'test')).stderr).toContain('Repair the file');
    },
    SLOW,
  );
});

test(
  'before anything was published, that is what is said',
  async () => {
    const folder = releasedFleet(['shop']);
    const url = bareRepository();
    const run = (...args: string[]) =>
      goldenpath(['release', ...args, '--repo', url], { cwd: folder, env: { ...GIT_ENV } });
    expect((await run('status')).stderr).toContain('There is no branch main');
    commitAs(url, 'Person', 'README.md', 'mine\n');
    expect((await run('status')).stdout).toContain('not released');
    expect(await run('status', 'shop')).toMatchObject({ code: 0, stdout: expect.stringContaining('not released') });
    for (const args of [
      ['history', 'shop', '--env', 'dev'],
      ['rollback', 'shop', '--env', 'dev'],
      ['promote', 'shop', '--from', 'dev', '--to', 'test'],
    ]) {
      const { code, stderr } = await run(...args);
      expect(code).toBe(1);
      expect(stderr).toContain('goldenpath release set shop --env dev --tag dev-1a2b3c4');
    }
    const moving = await run('set', 'shop', '--env', 'dev', '--tag', 'latest');
    expect(moving).toMatchObject({ code: 1, stderr: expect.stringContaining('`--digest sha256:…`') });
    // K10: the first release adds the base and the overlay of its environment, and nothing of other environments.
    expect(done(await run('set', 'shop', '--env', 'dev', '--tag', `dev-${A}`))).toEqual({ code: 0, stderr: '' });
    const paths = pathsIn(url).filter((path) => path.includes('/overlays/'));
    expect(paths.length).toBeGreaterThan(0);
    expect(paths.filter((path) => !path.startsWith('apps/shop/deploy/overlays/dev/'))).toEqual([]);
    expect(textsIn(url, [overlayOf('shop', 'dev')]).get(overlayOf('shop', 'dev'))).toContain(`newTag: dev-${A}\n`);
  },
  SLOW,
);

test(
  'in a repository of the application’s own, the overlays are below deploy',
  async () => {
    const folder = releasedFleet(['shop', 'till'], { gitops: { layout: 'app-repositories' } });
    const url = bareRepository();
    const file = 'deploy/overlays/dev/kustomization.yaml';
    commitAs(url, 'Publisher', file, 'images:\n  - name: shop\n    newTag: latest\n');
    const run = (...args: string[]) =>
      goldenpath(['release', ...args, '--repo', url], { cwd: folder, env: { ...GIT_ENV } });
    expect(done(await run('set', 'shop', '--env', 'dev', '--tag', `dev-${A}`))).toEqual({ code: 0, stderr: '' });
    expect(textsIn(url, [file]).get(file)).toBe(`images:\n  - name: shop\n    newTag: dev-${A}\n`);
    const repo = url.replace('gitops.git', '{app}.git');
    const all = await goldenpath(['release', 'status', '--repo', repo], { cwd: folder, env: { ...GIT_ENV } });
    expect(done(all)).toEqual({ code: 1, stderr: '' });
    expect(all.stdout).toMatch(/shop {2}dev {10}unknown[^]*till {2}prod {9}unknown[^]*error: There is no/);
    expect((await run('status')).stderr).toContain('each of these 2 applications has one of its own');
  },
  SLOW,
);

test(
  'of two who move one tag at the same time, one wins and the other is told; of two tags, both win',
  async () => {
    const { run, url, folder } = await publishedFleet(['shop', 'till']);
    await run(['release', 'set', 'shop', '--env', 'dev', '--tag', `dev-${A}`]);
    await run(['release', 'promote', 'shop', '--from', 'dev', '--to', 'test']);
    await run(['release', 'set', 'shop', '--env', 'dev', '--tag', `dev-${B}`]);
    const before = Number(git(url, ['rev-list', '--count', 'main']));
    const env = pushTogether(4);
    const [first, second, ...others] = await Promise.all(
      [
        ['promote', 'shop', '--from', 'dev', '--to', 'test'],
        ['set', 'shop', '--env', 'test', '--tag', `test-${C}`, '--force', '--reason', 'hotfix'],
        ['promote', 'shop', '--from', 'test', '--to', 'prod'],
        ['set', 'till', '--env', 'dev', '--tag', `dev-${A}`],
      ].map((args) => ended(startIn(folder, ['release', ...args, '--repo', url], env))),
    );
    expect(others.map(done)).toEqual([
      { code: 0, stderr: '' },
      { code: 0, stderr: '' },
    ]);
    const [winner, loser] = first?.code === 0 ? [`test-${B}`, second] : [`test-${C}`, first];
    expect([first?.code, second?.code].sort()).toEqual([0, 1]);
    const by = git(url, ['log', '-1', '--format=%H', 'main', '--', overlayOf('shop', 'test')]).slice(0, 10);
    expect(loser?.stderr).toContain(
      `error: test of shop was just moved to ${winner} by Test in commit ${by}. Nothing was changed`,
    );
    const texts = textsIn(url, [overlayOf('shop', 'test'), overlayOf('shop', 'prod'), overlayOf('till', 'dev')]);
    expect([...texts.values()].map((text) => /newTag: (.*)/.exec(text)?.[1])).toEqual([
      winner,
      `prod-${A}`,
      `dev-${A}`,
    ]);
    // Three commits in one line.
    expect(Number(git(url, ['rev-list', '--count', '--no-merges', 'main'])) - before).toBe(3);
  },
  SLOW,
);

test(
  'killed at any point, a release is there or is not, and the next one goes on',
  async () => {
    const { url, folder, run } = await publishedFleet(['shop']);
    const started = performance.now();
    await run(['release', 'set', 'shop', '--env', 'dev', '--tag', `dev-${B}`]);
    const whole = performance.now() - started;
    const first = tipOf(url);
    const kills = 16;
    const tags: string[] = [];
    for (let kill = 0; kill < kills; kill++) {
      const tag = `dev-${(kill + 1).toString(16).padStart(7, 'a')}`;
      const child = startIn(folder, ['release', 'set', 'shop', '--env', 'dev', '--tag', tag, '--repo', url]);
      const ending = ended(child);
      // Most of the time is for starting: what matters comes late.
      await sleep(whole * (0.3 + (0.8 * kill) / kills));
      if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL');
      await ending;
      tags.push(tag);
    }
    const last = await run(['release', 'set', 'shop', '--env', 'dev', '--tag', `dev-${A}`]);
    expect(done(last)).toEqual({ code: 0, stderr: '' });
    // What a killed run had sent may arrive later, but whole, and in one line with the others.
    const commits = git(url, ['rev-list', '--no-merges', '--reverse', `${first}..main`])
      .trim()
      .split('\n');
    for (const commit of commits) {
      const [, tag = ''] = / to=(\S+) /.exec(git(url, ['log', '-1', '--format=%B', commit])) ?? [];
      expect([...tags, `dev-${A}`]).toContain(tag);
      expect(git(url, ['show', '--format=', '--name-only', commit]).trim()).toBe(overlayOf('shop', 'dev'));
      expect(git(url, ['show', `${commit}:${overlayOf('shop', 'dev')}`])).toContain(`newTag: ${tag}\n`);
    }
    expect(git(url, ['rev-list', '--count', `${first}..main`]).trim()).toBe(String(commits.length));
    git(url, ['fsck', '--strict']);
    expect(commits.length).toBeLessThanOrEqual(kills);
    process.stdout.write(`${kills} releases killed: ${commits.length - 1} had arrived, the others had not\n`);
  },
  SLOW,
);
