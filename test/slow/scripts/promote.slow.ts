import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '@goldenpath/testing/fleet';
import { testFolder } from '@goldenpath/testing/folders';
import { copyOfFleet } from '@goldenpath/testing/simulated-fleet';
import {
  describeShell,
  expectNothingRan,
  git,
  HOSTILE,
  runShell,
  runStep,
  SCRIPTS,
  type StepResult,
  takeSnapshot,
} from '@goldenpath/testing/workflow-run';
import { step } from '@goldenpath/testing/workflows';

describeShell('promote', () => {
  const check = step('promote.yml', 'check', 'Check what was typed');
  const typed = (app: string, from: string, to: string) => ({
    cwd: folder,
    values: { 'inputs.app': app, 'inputs.from': from, 'inputs.to': to },
  });
  let folder: string;
  beforeAll(() => {
    folder = copyOfFleet();
    symlinkSync(join(ROOT, 'scripts'), join(folder, 'scripts'));
  });

  test('passes on the input if the application runs in both environments', async () => {
    const { code, outputs } = await runStep(check, typed('orders-api', 'staging', 'prod'));
    expect({ code, outputs }).toEqual({ code: 0, outputs: { app: 'orders-api', from: 'staging', to: 'prod' } });
  });

  test.each([
    ...HOSTILE.map((text) => [text, 'staging', 'prod']),
    ...HOSTILE.map((text) => ['orders-api', text, 'prod']),
    ...HOSTILE.map((text) => ['orders-api', 'staging', text]),
    ['', 'staging', 'prod'],
    ['nobody', 'staging', 'prod'],
    ['orders-api', 'staging', 'production'],
    ['orders-api', 'staging', 'prod\nany=true'],
    ['reporting-db', 'staging', 'prod'],
  ])('stops at %j from %j to %j', async (app, from, to) => {
    const { code, outputs } = await runStep(check, typed(app, from, to));
    expect({ code, outputs }).toEqual({ code: 1, outputs: {} });
    expectNothingRan(folder);
  });

  const STATUS = (tag: string | null) =>
    JSON.stringify({
      apps: [
        {
          app: 'shop',
          image: 'registry.example/team/shop',
          environments: [
            { environment: 'dev', tag: 'latest' },
            { environment: 'staging', tag },
          ],
        },
      ],
    });

  /** A registry that has an image in staging and, perhaps, one with the tag of production. */
  function promote(tag: string | null, there = 'None', source = 'sha256:aaa'): Promise<StepResult> {
    return runShell(`bash '${join(SCRIPTS, 'promote.sh')}' shop staging prod`, {
      cwd: testFolder(),
      env: { SNAPSHOT: 'fleet.snapshot', DIGEST: 'sha256:abc' },
      programs: {
        goldenpath: `return args[1] === 'status' ? ${JSON.stringify(STATUS(tag))} : '';`,
        aws: `
          const tag = args[args.indexOf('--image-ids') + 1];
          if (args[1] === 'put-image') return '';
          if (tag === 'imageTag=staging-1a2b3c4') return ${JSON.stringify(`${source}\n`)};
          if (tag === 'imageTag=prod-1a2b3c4') return ${JSON.stringify(`${there}\n`)};
          return { images: [{ imageManifest: '{ "of": "sha256:aaa" }\\n' }] };`,
      },
    });
  }

  test('gives the image the second tag by its digest, and then moves it', async () => {
    const { code, calls } = await promote('staging-1a2b3c4');
    expect(code).toBe(0);
    const put = calls.find(({ args }) => args[1] === 'put-image');
    expect(put?.args).toEqual(
      expect.arrayContaining([
        '--repository-name',
        'team/shop',
        '--image-tag',
        'prod-1a2b3c4',
        '--image-digest',
        'sha256:aaa',
      ]),
    );
    const onSnapshot = ['--snapshot', 'fleet.snapshot', '--snapshot-digest', 'sha256:abc'];
    expect(calls.at(-1)?.args).toEqual([
      'release',
      'promote',
      'shop',
      '--from',
      'staging',
      '--to',
      'prod',
      ...onSnapshot,
    ]);
  });

  test('asks a registry with a path for the right repository, and stops if the image is gone', async () => {
    const { code, calls, stderr } = await promote('staging-1a2b3c4', 'None', 'None');
    expect({ code, moved: calls.some(({ args }) => args[1] === 'promote' || args[1] === 'put-image') }).toEqual({
      code: 1,
      moved: false,
    });
    expect(stderr).toContain('The registry no longer has the image registry.example/team/shop:staging-1a2b3c4');
    const asked = calls.filter(({ args }) => args[1] === 'batch-get-image');
    expect(asked.map(({ args }) => args[args.indexOf('--repository-name') + 1])).toEqual(['team/shop']);
  });

  test('gives no tag twice', async () => {
    const { code, calls } = await promote('staging-1a2b3c4', 'sha256:aaa');
    expect({ code, put: calls.some(({ args }) => args[1] === 'put-image') }).toEqual({ code: 0, put: false });
    expect(calls.at(-1)?.args[1]).toBe('promote');
  });

  test.each([
    ['staging-1a2b3c4', 'sha256:bbb'],
    ['latest', 'None'],
    ['prod-1a2b3c4', 'None'],
    ['staging-1a2b3c4; touch owned', 'None'],
    [null, 'None'],
  ])('stops where %j runs, and %s is there', async (tag, there) => {
    const { code, calls } = await promote(tag, there);
    expect({ code, moved: calls.some(({ args }) => args[1] === 'promote' || args[1] === 'put-image') }).toEqual({
      code: 1,
      moved: false,
    });
  });
});

describeShell('promote, in a real repository', () => {
  test('moves the release of staging to production, with its tag', async () => {
    const fleet = copyOfFleet();
    symlinkSync(join(ROOT, 'scripts'), join(fleet, 'scripts'));
    const bare = testFolder();
    await git(bare, ['init', '--quiet', '--bare', '--initial-branch=main']);
    const insteadOf = `[url "${bare}"]\n  insteadOf = https://github.com/goldenpath-idp/gitops.git\n`;
    const config = testFolder({ config: `${insteadOf}[user]\n  name = Pipeline\n  email = pipeline@example.test\n` });
    const env = { GIT_CONFIG_GLOBAL: join(config, 'config') };
    const prepared = await runShell(
      `goldenpath synth --quiet
      goldenpath publish
      goldenpath release set storefront --env staging --tag staging-1a2b3c4 --force --reason 'It ran nowhere before'`,
      { cwd: fleet, env },
    );
    expect({ code: prepared.code, stderr: prepared.stderr }).toEqual({ code: 0, stderr: '' });
    const { values } = await takeSnapshot(fleet);
    const promoted = await runStep(step('promote.yml', 'promote', 'Promote'), {
      cwd: fleet,
      values: {
        ...values,
        'needs.check.outputs.app': 'storefront',
        'needs.check.outputs.from': 'staging',
        'needs.check.outputs.to': 'prod',
        'github.actor': 'a-person',
        'github.actor_id': '42',
      },
      env,
      programs: {
        aws: "return args[1] === 'put-image' ? '' : args.includes('--query') ? (args.some((a) => a.includes('prod-')) ? 'None\\n' : 'sha256:aaa\\n') : { images: [{ imageManifest: '{}' }] };",
      },
    });
    expect({ code: promoted.code, stderr: promoted.stderr }).toEqual({ code: 0, stderr: '' });
    expect(promoted.stdout).not.toContain('ghs_SECRET');
    const overlay = await git(bare, ['show', 'main:apps/storefront/deploy/overlays/prod/kustomization.yaml']);
    expect(overlay).toContain('newTag: prod-1a2b3c4');
    expect(await git(bare, ['log', '-1', '--format=%an <%ae>'])).toBe(
      'a-person <42+a-person@users.noreply.github.com>\n',
    );
  });
});
