import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { testFolder } from '@goldenpath/testing/folders';
import { strictProgram } from '@goldenpath/testing/strict-program';
import { describeShell, runStep, type StepResult } from '@goldenpath/testing/workflow-run';
import { step } from '@goldenpath/testing/workflows';
import { DIGEST, FILE, OTHER } from './called';

describeShell('the archive that is scanned', () => {
  test.each([
    [[DIGEST], 0],
    [[OTHER], 1],
    [[DIGEST, OTHER], 1],
    [[], 1],
  ])('with the images %j', async (digests, code) => {
    const cwd = testFolder({ 'index.json': JSON.stringify({ manifests: digests.map((digest) => ({ digest })) }) });
    mkdirSync(join(cwd, 'archive'));
    const unpack = step(FILE, 'scan', 'Unpack the image');
    const run = `tar --create --file archive/image.tar index.json\n${unpack.run ?? ''}`;
    const result = await runStep({ ...unpack, run }, { cwd, values: { 'needs.build.outputs.digest': DIGEST } });
    expect(result.code).toBe(code);
  });
});

describeShell('the push', () => {
  const SKOPEO = strictProgram(
    {
      inspect: { values: ['format'], switches: ['raw', 'config', 'no-tags'], operands: 1 },
      copy: { values: ['digestfile', 'authfile', 'retry-times'], switches: ['all', 'preserve-digests'], operands: 2 },
    },
    `if (!operands.every((name) => /^(oci-archive:archive\\/image\\.tar|docker:\\/\\/[a-z0-9./-]+[@:][a-z0-9.:-]+)$/.test(name)))
       return refuse('invalid image name');
     if (command === 'inspect') return process.env.ARCHIVED + '\\n';
     if (flags['preserve-digests'] === undefined) return refuse('the digest may change');`,
  );
  const AWS = strictProgram(
    {
      'ecr batch-get-image': {
        values: ['registry-id', 'repository-name', 'image-ids', 'accepted-media-types', 'query', 'output'],
        operands: 0,
      },
    },
    `if (!/^imageTag=/.test(flags['image-ids'][0])) return refuse('Error parsing parameter');
     if (process.env.THERE === 'denied') return { code: 254 };
     return process.env.THERE + '\\n';`,
  );
  const programs = { skopeo: SKOPEO, aws: AWS };
  const IMAGE = '123456789012.dkr.ecr.eu-west-2.amazonaws.com/orders-api';

  async function push(there: string, { archived = DIGEST, latest = 'false' } = {}) {
    const common = { cwd: testFolder(), env: { THERE: there, ARCHIVED: archived }, programs };
    const values = {
      'needs.prepare.outputs.repository': 'orders-api',
      'needs.prepare.outputs.tag': 'dev-1a2b3c4',
      'needs.prepare.outputs.latest': latest,
      'needs.build.outputs.digest': DIGEST,
    };
    const pushed = await runStep(step(FILE, 'push', 'Push by digest'), { ...common, values });
    if (pushed.code !== 0) return { pushed, copied: copies(pushed) };
    const outputs = Object.entries(pushed.outputs).map(([name, value]) => [`steps.push.outputs.${name}`, value]);
    const tagged = await runStep(step(FILE, 'push', 'Tag'), {
      ...common,
      values: { ...values, ...Object.fromEntries(outputs) },
    });
    return { pushed, tagged, copied: [...copies(pushed), ...copies(tagged)] };
  }

  const copies = ({ calls }: StepResult) =>
    calls.filter(({ args }) => args[0] === 'copy').map(({ args }) => args.at(-1)?.replace('docker://', ''));

  test('is by digest first, and by tag when the image is complete', async () => {
    const { pushed, tagged, copied } = await push('None');
    expect(pushed).toMatchObject({ code: 0, outputs: { image: IMAGE, tagged: 'false' } });
    expect(copied).toEqual([`${IMAGE}@${DIGEST}`, `${IMAGE}:dev-1a2b3c4`]);
    expect(tagged).toMatchObject({ code: 0, summary: `${IMAGE}:dev-1a2b3c4 is ${DIGEST}.\n` });
  });

  test('moves `latest` on request', async () => {
    expect((await push('None', { latest: 'true' })).copied.at(-1)).toBe(`${IMAGE}:latest`);
  });

  test('that runs again pushes nothing again', async () => {
    const { copied, tagged } = await push(DIGEST);
    expect(copied).toEqual([]);
    expect(tagged?.code).toBe(0);
  });

  test.each<[string, Parameters<typeof push>, RegExp]>([
    ['of a tag that is another image', [OTHER], /tags do not move/],
    ['of another archive than was checked', ['None', { archived: OTHER }], /not the image that was built and checked/],
    ['to a registry that refuses', ['denied'], /^$/],
  ])('%s fails, and pushes nothing', async (_what, given, message) => {
    const { pushed, copied } = await push(...given);
    expect(pushed.code).not.toBe(0);
    expect(pushed.stdout).toMatch(message);
    expect(copied).toEqual([]);
  });

  test('is followed by a request to the platform to release exactly this digest', async () => {
    const asked = await runStep(step(FILE, 'release', 'Ask the platform to release the image'), {
      cwd: testFolder(),
      values: {
        'steps.app.outputs.token': 'ghs_SECRET',
        'needs.prepare.outputs.environment': 'dev',
        'needs.prepare.outputs.tag': 'dev-1a2b3c4',
        'needs.build.outputs.digest': DIGEST,
      },
      env: { GITHUB_REPOSITORY: 'acme/orders-api' },
      programs: {
        gh: strictProgram(
          { 'workflow run': { values: ['repo', 'raw-field', 'field', 'ref'], switches: ['json'], operands: 1 } },
          `if (process.env.GH_TOKEN !== 'ghs_SECRET') return { code: 4 };
           process.stdout.write(JSON.stringify({ operands, flags }));`,
        ),
      },
    });
    expect(asked.code).toBe(0);
    expect(JSON.parse(asked.stdout)).toEqual({
      operands: ['release.yml'],
      flags: {
        repo: ['mikeybeezy/goldenpath-idp-infra'],
        'raw-field': ['app=orders-api', 'environment=dev', 'tag=dev-1a2b3c4', `digest=${DIGEST}`],
      },
    });
  });
});
