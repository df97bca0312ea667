import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { testFolder } from '@goldenpath/testing/folders';
import { strictProgram } from '@goldenpath/testing/strict-program';
import {
  describeShell,
  expectNothingRan,
  HOSTILE,
  runStep,
  type StepResult,
  testRepository,
} from '@goldenpath/testing/workflow-run';
import { step } from '@goldenpath/testing/workflows';

const FILE = '_build-and-release.yml';
const SHA = '1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d';
const DIGEST = `sha256:${'ab'.repeat(32)}`;
const OTHER = `sha256:${'cd'.repeat(32)}`;
const ENVIRONMENTS = ['dev', 'test', 'staging', 'prod'] as const;
type Environment = (typeof ENVIRONMENTS)[number];

/** What a caller passes, and where its workflow runs. */
interface Called {
  readonly environment?: string;
  readonly repository?: string;
  readonly tag?: string;
  readonly skip?: boolean;
  readonly latest?: boolean;
  readonly event?: string;
  readonly ref?: string;
}

function prepare(called: Called = {}): Promise<StepResult> {
  return runStep(step(FILE, 'prepare', 'Check the inputs'), {
    cwd: testFolder(),
    values: {
      'inputs.environment': called.environment ?? 'dev',
      'inputs.ecr_repository': called.repository ?? 'orders-api',
      'inputs.image_tag': called.tag ?? '',
      'inputs.skip_push': String(called.skip ?? false),
      'inputs.push_latest': String(called.latest ?? false),
      'github.event.repository.default_branch': 'main',
    },
    env: {
      GITHUB_SHA: SHA,
      GITHUB_EVENT_NAME: called.event ?? 'push',
      GITHUB_REF: called.ref ?? 'refs/heads/main',
    },
  });
}

/** How strict the gates are, by environment, as the first job says. */
const gates = {} as Record<Environment, string>;
beforeAll(async () => {
  for (const environment of ENVIRONMENTS) gates[environment] = (await prepare({ environment })).outputs['gates'] ?? '';
});

describeShell('the inputs', () => {
  test('of a push to the default branch name the image and the registry', async () => {
    expect(await prepare({ latest: true })).toMatchObject({
      code: 0,
      stdout: '',
      outputs: {
        environment: 'dev',
        repository: 'orders-api',
        tag: 'dev-1a2b3c4',
        gates: 'advisory',
        push: 'true',
        latest: 'true',
      },
    });
    expect((await prepare({ environment: 'prod', repository: 'team/orders-api' })).outputs).toMatchObject({
      repository: 'team/orders-api',
      tag: 'prod-1a2b3c4',
      gates: 'blocking',
    });
  });

  test.each<[string, Called, string]>([
    ['a pull request', { event: 'pull_request', ref: 'refs/pull/7/merge', skip: true }, 'false'],
    ['a pull request that asks for a push', { event: 'pull_request', ref: 'refs/pull/7/merge' }, 'false'],
    ['another branch that asks for none', { event: 'workflow_dispatch', ref: 'refs/heads/try', skip: true }, 'false'],
    ['the default branch by hand', { event: 'workflow_dispatch' }, 'true'],
    ['its own tag', { tag: 'dev-1a2b3c4' }, 'true'],
  ])('of %s', async (_what, called, push) => {
    expect(await prepare(called)).toMatchObject({ code: 0, outputs: { push } });
  });

  test.each<[string, Called, string]>([
    ['an unknown environment', { environment: 'production' }, 'must be one of: dev, test, staging, prod.'],
    ['a push from another branch', { event: 'workflow_dispatch', ref: 'refs/heads/try' }, 'Only the default branch'],
    ['a push of a tag', { ref: 'refs/tags/main' }, 'Only the default branch'],
    ['another tag', { tag: 'v1.2.3' }, 'image_tag must be dev-1a2b3c4'],
    ['the tag of another environment', { environment: 'test', tag: 'dev-1a2b3c4' }, 'image_tag must be test-1a2b3c4'],
    ['`latest` where tags do not move', { environment: 'prod', latest: true }, 'push_latest must be false'],
    ['a repository with a tag', { repository: 'orders-api:latest' }, 'not the name of an ECR repository'],
    ...HOSTILE.map((text): [string, Called, string] => [text, { environment: text }, 'must be one of']),
    ...HOSTILE.map((text): [string, Called, string] => [text, { repository: text }, 'not the name']),
    ...HOSTILE.map((text): [string, Called, string] => [text, { tag: text }, 'image_tag must be']),
  ])('with %j are refused', async (_what, called, message) => {
    const { code, stdout, outputs } = await prepare(called);
    expect({ code, outputs }).toEqual({ code: 1, outputs: {} });
    expect(stdout.split('\n')).toEqual([expect.stringMatching(/^::error::/), '']);
    expect(stdout).toContain(message);
    expectNothingRan();
  });
});

describeShell('the tests of the application', () => {
  const ran =
    'require("node:fs").appendFileSync("ran", process.argv[1].split("/").pop() + " " + args.join(" ") + "\\n");';
  const run = async (files: Readonly<Record<string, string>>, command = '') => {
    const cwd = testFolder(files);
    const result = await runStep(step(FILE, 'test', 'Test'), {
      cwd,
      values: { 'inputs.test_command': command },
      programs: { npm: ran, pip: ran, python: ran },
    });
    return { ...result, ran: existsSync(join(cwd, 'ran')) ? readFileSync(join(cwd, 'ran'), 'utf8') : '' };
  };

  test.each([
    ['node', { 'package.json': '{}' }, 'npm ci --ignore-scripts\nnpm test\n'],
    ['python', { 'requirements-dev.txt': '' }, 'pip install --requirement requirements-dev.txt\npython -m pytest\n'],
  ])('of %s are found', async (_runtime, files, expected) => {
    expect(await run(files)).toMatchObject({ code: 0, ran: expected });
  });

  test('are those of the caller', async () => {
    const given = 'npm ci --ignore-scripts && npm run "all of them"';
    expect(await run({ 'package.json': '{}' }, given)).toMatchObject({
      code: 0,
      ran: 'npm ci --ignore-scripts\nnpm run all of them\n',
    });
  });

  test.each([
    ['exit 3', 3],
    ['false | true', 1],
    ['false; true', 1],
  ])('fail the job with %j', async (command, code) => {
    expect(await run({}, command)).toMatchObject({ code });
  });

  test('cannot be left out', async () => {
    expect(await run({})).toMatchObject({ code: 1, stdout: expect.stringContaining('There are no tests') });
  });
});

const DOCKER = strictProgram(
  {
    'buildx build': {
      values: ['metadata-file', 'label', 'output', 'build-arg', 'platform', 'file', 'tag', 'provenance', 'sbom'],
      switches: ['push', 'load', 'pull', 'no-cache'],
      operands: 1,
    },
  },
  `
  const output = Object.fromEntries(flags.output[0].split(',').map((pair) => pair.split('=')));
  if (output.type !== 'oci') return refuse('this test wants an OCI archive');
  if (flags.provenance?.[0] !== 'false' || flags.sbom?.[0] !== 'false') return refuse('attestations make an index of the image');
  if (!/^[0-9]+$/.test(process.env.SOURCE_DATE_EPOCH)) return refuse('no SOURCE_DATE_EPOCH');
  require('node:fs').writeFileSync(output.dest, 'an archive');
  require('node:fs').writeFileSync(flags['metadata-file'][0], JSON.stringify({ 'containerimage.digest': ${JSON.stringify(DIGEST)} }));`,
);

test('the build hands on the digest of the archive that it writes', async () => {
  const repository = testRepository({ Dockerfile: 'FROM scratch\n' });
  await repository.git('init', '--quiet');
  await repository.commit({ 'a.txt': 'a' });
  const temp = testFolder();
  const built = await runStep(step(FILE, 'build', 'Build'), {
    cwd: repository.folder,
    values: { 'runner.temp': temp },
    env: { GITHUB_SHA: SHA, GITHUB_SERVER_URL: 'https://github.com' },
    programs: { docker: DOCKER },
  });
  expect(built).toMatchObject({ code: 0, outputs: { digest: DIGEST } });
  expect(readFileSync(join(temp, 'image/image.tar'), 'utf8')).toBe('an archive');
});

/** An outcome of a gate: whether the check passed, or what the gate says. */
type Outcome = string | null;

/** Each outcome in each environment: a problem warns in dev, and fails the job from test on. */
function inEveryEnvironment<T>(cases: readonly (readonly [string, T, Outcome])[]) {
  return cases.flatMap(([what, input, problem]) =>
    ENVIRONMENTS.map((environment) => ({ what, environment, input, problem })),
  );
}

function expectGate(result: StepResult, environment: Environment, problem: Outcome): void {
  const said = result.stdout.split('\n').filter((line) => /^::(warning|error)::/.test(line));
  const level = environment === 'dev' ? 'warning' : 'error';
  expect(said).toEqual(problem === null ? [] : [expect.stringContaining(`::${level}::${problem}`)]);
  expect(result.code).toBe(problem === null || environment === 'dev' ? 0 : 1);
}

test('the gates of the platform are advisory in dev, and blocking from test on', () => {
  expect(gates).toEqual({ dev: 'advisory', test: 'blocking', staging: 'blocking', prod: 'blocking' });
});

describeShell('the gate on secrets', () => {
  const GITLEAKS = strictProgram(
    {
      git: {
        values: ['exit-code', 'report-format', 'report-path', 'log-opts', 'config', 'log-level'],
        switches: ['no-banner', 'no-color', 'verbose', 'redact'],
        operands: 1,
      },
    },
    `if (flags.redact === undefined) return refuse('secrets would be in the log');
     process.stdout.write('Finding: ::set-output name=any::true\\n');
     return { code: process.env.FOUND === 'secrets' ? Number(flags['exit-code'][0]) : Number(process.env.FOUND) };`,
  );
  /** Installs a Gitleaks that behaves as the case says. */
  const GO = strictProgram(
    { install: { operands: 1 } },
    `if (!/^github\\.com\\/zricethezav\\/gitleaks\\/v8@v8\\.[0-9]+\\.[0-9]+$/.test(operands[0])) return refuse('not a pinned version');
     if (process.env.FOUND === 'no module') return { code: 1 };
     const file = process.env.GOBIN + '/gitleaks';
     require('node:fs').mkdirSync(process.env.GOBIN, { recursive: true });
     require('node:fs').copyFileSync(process.env.PREPARED, file);`,
  );

  test.each(
    inEveryEnvironment<string>([
      ['a clean history', '0', null],
      ['a secret', 'secrets', 'Gitleaks found secrets'],
      ['a Gitleaks that crashes', '1', 'Gitleaks did not finish'],
      ['a Gitleaks that does not know a flag', '126', 'Gitleaks did not finish'],
      ['a Gitleaks that cannot be installed', 'no module', 'Gitleaks did not finish'],
    ]),
  )('with $what in $environment', async ({ environment, input, problem }) => {
    const prepared = join(testFolder(), 'gitleaks');
    writeFileSync(
      prepared,
      `#!${process.execPath}\nconst args = process.argv.slice(2);\nconst { code } = ((args) => {${GITLEAKS}})(args);\nprocess.exitCode = code;\n`,
    );
    chmodSync(prepared, 0o755);
    const result = await runStep(step(FILE, 'secrets', 'Search for secrets'), {
      cwd: testFolder(),
      values: { 'needs.prepare.outputs.gates': gates[environment] },
      env: { FOUND: input, PREPARED: prepared },
      programs: { go: GO },
    });
    expectGate(result, environment, problem);
    // What Gitleaks prints is between the two commands that switch commands off and on.
    const [, token = '', between = ''] = /^::stop-commands::(\S+)\n([^]*)\n?::\1::$/m.exec(result.stdout) ?? [];
    expect(token).toMatch(/^[0-9a-f-]{36}$/);
    expect(between.includes('set-output')).toBe(input !== 'no module');
  });
});

describeShell('the gate on vulnerabilities', () => {
  const report = (...severities: readonly string[]) =>
    JSON.stringify({
      SchemaVersion: 2,
      ArtifactType: 'container_image',
      Results: [
        { Target: 'debian' },
        {
          Target: 'node',
          Vulnerabilities: severities.map((Severity, index) => ({
            VulnerabilityID: `CVE-2026-000${index}`,
            PkgName: '##[set-env name=a]::error::b',
            InstalledVersion: '1.0.0',
            Severity,
          })),
        },
      ],
    });

  test.each(
    inEveryEnvironment<string | undefined>([
      ['no vulnerability', report(), null],
      ['a vulnerability of the severity MEDIUM', report('MEDIUM', 'LOW', 'UNKNOWN'), null],
      [
        'one of the severity HIGH',
        report('LOW', 'HIGH'),
        'Vulnerabilities of the severity HIGH or CRITICAL in the image: 1.',
      ],
      [
        'one of the severity CRITICAL',
        report('CRITICAL', 'HIGH'),
        'Vulnerabilities of the severity HIGH or CRITICAL in the image: 2.',
      ],
      ['no report', undefined, 'Trivy did not finish'],
      ['an empty report', '', 'Trivy did not finish'],
      ['half a report', report('LOW').slice(0, -20), 'Trivy did not finish'],
      ['a file that is no report', '{}', 'Trivy did not finish'],
    ]),
  )('with $what in $environment', async ({ environment, input, problem }) => {
    const result = await runStep(step(FILE, 'scan', 'Decide on vulnerabilities'), {
      cwd: testFolder(input === undefined ? {} : { 'trivy.json': input }),
      values: { 'needs.prepare.outputs.gates': gates[environment] },
    });
    expectGate(result, environment, problem);
    expect(result.stdout).not.toContain('##[');
  });
});

describeShell('the gate on the SBOM', () => {
  const TRIVY = strictProgram(
    {
      image: {
        values: ['input', 'format', 'output', 'severity', 'exit-code', 'scanners', 'timeout', 'cache-dir'],
        switches: ['quiet', 'ignore-unfixed', 'list-all-pkgs', 'no-progress'],
        operands: 0,
      },
    },
    `if (!['json', 'cyclonedx', 'spdx-json', 'sarif', 'table'].includes(flags.format[0])) return refuse('unknown format');
     if (!require('node:fs').existsSync(flags.input[0])) return refuse('no such image');
     if (process.env.MADE === 'nothing') return { code: 1 };
     require('node:fs').writeFileSync(flags.output[0], process.env.MADE);`,
  );

  test.each(
    inEveryEnvironment<string>([
      ['components', '{"bomFormat":"CycloneDX","components":[{"name":"express"}]}', null],
      ['no component', '{"bomFormat":"CycloneDX","components":[]}', 'There is no SBOM'],
      ['another format', '{"SPDXID":"SPDXRef-DOCUMENT","components":[1]}', 'There is no SBOM'],
      ['no JSON', 'half a fi', 'There is no SBOM'],
      ['an empty file', '', 'There is no SBOM'],
      ['a Trivy that fails', 'nothing', 'There is no SBOM'],
    ]),
  )('with $what in $environment', async ({ environment, input, problem }) => {
    const cwd = testFolder({ 'image/index.json': '{}' });
    const result = await runStep(step(FILE, 'scan', 'Write the SBOM'), {
      cwd,
      values: { 'needs.prepare.outputs.gates': gates[environment] },
      env: { MADE: input },
      programs: { trivy: TRIVY },
    });
    expectGate(result, environment, problem);
    // What is no SBOM is not kept.
    expect(existsSync(join(cwd, 'sbom.cdx.json'))).toBe(problem === null);
  });
});

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

describeShell('release.yml', () => {
  const AWS = (there: string) =>
    strictProgram(
      { 'ecr batch-get-image': { values: ['repository-name', 'image-ids', 'query', 'output'], operands: 0 } },
      `return flags['repository-name'][0] === 'team/shop' ? ${JSON.stringify(`${there}\n`)} : refuse('RepositoryNotFound');`,
    );
  const release = (there: string) =>
    runStep(step('release.yml', 'release', 'Release'), {
      cwd: testFolder(),
      values: {
        'needs.check.outputs.app': 'shop',
        'needs.check.outputs.environment': 'dev',
        'needs.check.outputs.tag': 'dev-1a2b3c4',
        'needs.check.outputs.image-digest': DIGEST,
        'needs.check.outputs.digest': 'sha256:abc',
        'runner.temp': '/temp',
        'steps.app.outputs.token': 'ghs_SECRET',
        'github.actor': 'octocat',
        'github.actor_id': '1',
      },
      programs: {
        goldenpath: `return args[1] === 'status' ? '{"apps":[{"image":"registry.example/team/shop"}]}' : '';`,
        aws: AWS(there),
      },
    });

  test('releases the digest that was pushed', async () => {
    const { code, calls } = await release(DIGEST);
    expect(code).toBe(0);
    expect(calls.at(-1)?.args).toEqual(
      ['release', 'set', 'shop', '--env', 'dev', '--tag', 'dev-1a2b3c4', '--digest', DIGEST].concat([
        '--snapshot',
        '/temp/snapshot/fleet.snapshot',
        '--snapshot-digest',
        'sha256:abc',
      ]),
    );
  });

  test.each([OTHER, 'None'])('releases nothing where the registry has %s', async (there) => {
    const { code, calls, stderr } = await release(there);
    expect(code).toBe(1);
    expect(stderr).toContain('registry.example/team/shop:dev-1a2b3c4 is not');
    expect(calls.filter(({ args }) => args[1] === 'set')).toEqual([]);
  });
});
