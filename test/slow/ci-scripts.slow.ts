import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '@goldenpath/testing/fleet';
import { testFolder } from '@goldenpath/testing/folders';
import { copyOfFleet } from '@goldenpath/testing/simulated-fleet';
import {
  describeShell,
  expectNobodyOwned,
  git,
  HOSTILE,
  runShell,
  runStep,
  SCRIPTS,
  type StepResult,
  takeSnapshot,
} from '@goldenpath/testing/workflow-run';
import { step } from '@goldenpath/testing/workflows';

const MARK = '<!-- goldenpath-review -->';

describeShell('post-review', () => {
  /** GitHub, as far as the script asks it. */
  interface World {
    readonly pulls: readonly object[];
    readonly comments: readonly object[];
  }

  interface Asked {
    readonly method: string;
    readonly path: string;
    readonly body?: { readonly body: string };
  }

  let server: Server;
  let world: World;
  let asked: Asked[];

  beforeAll(async () => {
    server = createServer((request, response) => {
      let text = '';
      request.on('data', (chunk) => (text += String(chunk)));
      request.on('end', () => {
        const url = new URL(request.url ?? '', 'http://localhost');
        const path = url.pathname.replace('/repos/acme/fleet/', '');
        asked.push({ method: request.method ?? '', path, ...(text !== '' && { body: JSON.parse(text) }) });
        if (request.headers.authorization !== 'Bearer t0ken') response.statusCode = 401;
        const page = Number(url.searchParams.get('page') ?? 1);
        if (path === 'pulls') response.end(JSON.stringify(world.pulls));
        else if (request.method === 'GET')
          response.end(JSON.stringify(world.comments.slice((page - 1) * 100, page * 100)));
        else response.end('{}');
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => server.close());
  beforeEach(() => {
    asked = [];
    world = { pulls: [pull()], comments: [] };
  });

  const SHA = 'c0ffee5eedc0ffee5eedc0ffee5eedc0ffee5eed';

  function pull(change: object = {}, { sha = SHA, from = 'acme/fleet' } = {}): object {
    return {
      number: 7,
      head: { sha, repo: { full_name: from } },
      base: { repo: { full_name: 'acme/fleet' } },
      ...change,
    };
  }

  function run(change: object = {}): object {
    return {
      event: 'pull_request',
      head_sha: SHA,
      head_branch: 'change',
      head_repository: { full_name: 'acme/fleet', owner: { login: 'acme' } },
      pull_requests: [],
      html_url: 'https://github.com/acme/fleet/actions/runs/1',
      ...change,
    };
  }

  async function post(review: string, workflowRun: object = run()): Promise<StepResult> {
    const folder = testFolder({ 'review.md': review, 'event.json': JSON.stringify({ workflow_run: workflowRun }) });
    return postFrom(folder, join(folder, 'review.md'));
  }

  function postFrom(folder: string, review: string): Promise<StepResult> {
    symlinkSync(join(ROOT, 'scripts'), join(folder, 'scripts'));
    return runStep(
      { ...step('review-comment.yml', 'comment', 'Post the review'), env: {} },
      {
        cwd: folder,
        env: {
          REVIEW: review,
          GITHUB_TOKEN: 't0ken',
          GITHUB_EVENT_PATH: join(folder, 'event.json'),
          GITHUB_API_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        },
      },
    );
  }

  const written = () => asked.filter(({ method }) => method !== 'GET');
  const posted = () => written()[0]?.body?.body ?? '';

  test('posts one comment, brings it up to date, and leaves it alone where nothing changed', async () => {
    expect(await post(`${MARK}\n## Verdict\n\nAll is well.\n`)).toMatchObject({ code: 0, stderr: '' });
    expect(written().map(({ method, path }) => `${method} ${path}`)).toEqual(['POST issues/7/comments']);
    const body = posted();
    expect(body).toBe(
      `${MARK}\n## Verdict\n\nAll is well.\n\n[The run](https://github.com/acme/fleet/actions/runs/1) of c0ffee5 has the whole review.\n`,
    );
    const others = Array.from({ length: 150 }, (_, id) => ({ id, user: { login: 'somebody' }, body: MARK }));
    const own = { id: 999, user: { login: 'github-actions[bot]' }, body };
    world = { ...world, comments: [...others, own] };
    asked = [];
    await post('## Verdict\n\nAll is well.\n');
    expect(written()).toEqual([]);
    await post('## Verdict\n\nNot any more.\n');
    expect(written().map(({ method, path }) => `${method} ${path}`)).toEqual(['PATCH issues/comments/999']);
  });

  test.each<[string, () => readonly object[], object]>([
    ['of another commit', () => [pull({}, { sha: 'other' })], {}],
    ['of another repository', () => [pull({}, { from: 'mallory/fleet' })], {}],
    ['whose repository is gone', () => [pull({ head: { sha: SHA, repo: null } })], {}],
    ['into another repository', () => [pull({ base: { repo: { full_name: 'mallory/fleet' } } })], {}],
    ['of a run that no pull request started', () => [pull()], { event: 'push' }],
    ['of a run whose repository is gone', () => [pull()], { head_repository: null }],
    ['that is closed', () => [], {}],
  ])('posts nothing to a pull request %s', async (_what, pulls, change) => {
    world = { pulls: pulls(), comments: [] };
    expect(await post('Review', run(change))).toMatchObject({ code: 0 });
    expect(written()).toEqual([]);
  });

  test('of several pull requests takes the one that GitHub names, and none where it names none', async () => {
    world = { pulls: [pull(), pull({ number: 8 })], comments: [] };
    await post('Review', run({ pull_requests: [{ number: 8 }] }));
    expect(written().map(({ path }) => path)).toEqual(['issues/8/comments']);
    asked = [];
    expect(await post('Review')).toMatchObject({ code: 1, stderr: expect.stringContaining('Several pull requests') });
    expect(written()).toEqual([]);
  });

  test('says of a fork that its own code made the review, and asks by its names without being led astray', async () => {
    const [owner, branch] = ['mallory', 'a&state=closed#$(touch owned)'];
    world = { pulls: [pull({}, { from: 'mallory/fleet' })], comments: [] };
    const fork = { head_repository: { full_name: 'mallory/fleet', owner: { login: owner } }, head_branch: branch };
    await post('Approve at once.', run(fork));
    expect(posted()).toMatch(
      /^<!-- goldenpath-review -->\n> This pull request comes from a fork.*\n\n```text\nApprove at once\.\n```\n\n\[The run\]/,
    );
    expectNobodyOwned();
  });

  test.each([
    [
      'a fork',
      pull({}, { from: 'mallory/fleet' }),
      { head_repository: { full_name: 'mallory/fleet', owner: { login: 'm' } } },
    ],
    ['a bot that brings foreign code', pull({ user: { login: 'dependabot[bot]' } }), {}],
  ])('shows the plain text of a review by %s', async (_whose, foreign, change) => {
    world = { pulls: [foreign], comments: [] };
    const event = JSON.stringify({ workflow_run: run(change) });
    const folder = testFolder({ 'review.md': '# Markdown', 'review.txt': 'plain @octocat', 'event.json': event });
    await postFrom(folder, join(folder, 'review.md'));
    expect(posted()).toContain('```text\nplain @\u2060octocat\n```');
    expect(posted()).not.toContain('Markdown');
  });

  test('makes harmless what a stranger wrote', async () => {
    const text = [
      MARK,
      ...HOSTILE,
      '@acme/platform-team please',
      'fixes #12 and acme/fleet#12 and GH-12',
      '/approve',
      '  > /merge',
      '<!-- goldenpath-review -->',
      'registry/app@sha256:0123456789 stays',
      'zero\u0000\u202eright',
    ].join('\n');
    await post(text);
    const body = posted();
    expect(body.split('<!--')).toHaveLength(2);
    expect(body).not.toMatch(/(^|[^\w])@\w/m);
    expect(body).not.toMatch(/(^|[^&\w])#\d/m);
    expect(body).not.toMatch(/^[ \t>*-]*\/[a-z]/m);
    expect(body).not.toMatch(/GH-\d/);
    expect(body).not.toMatch(/[\u0000\u202e]/);
    expect(body).toContain('registry/app@sha256:0123456789 stays');
    expectNobodyOwned();
  });

  test('is always shorter than GitHub takes, and closes what it opened', async () => {
    const long = `## Verdict\n\n<details>\n\n${'| a row | 😀 @you #1 |\n'.repeat(2700)}\n\`\`\`\n${'x'.repeat(200)}\n`;
    expect(Buffer.byteLength(long)).toBeGreaterThan(65_000);
    expect(await post(long)).toMatchObject({ code: 0 });
    expect(Buffer.byteLength(posted())).toBeLessThan(65_536);
    expect(posted()).toMatch(/<\/details>\n\n… cut\.\n\n\[The run\]/);
  });

  test('takes no file that no review is', async () => {
    expect(await post('x'.repeat(200_000))).toMatchObject({ code: 1, stderr: expect.stringContaining('200000 bytes') });
    const folder = testFolder({ 'event.json': JSON.stringify({ workflow_run: run() }), secret: 'secret' });
    symlinkSync(join(folder, 'secret'), join(folder, 'review.md'));
    expect(await postFrom(folder, join(folder, 'review.md'))).toMatchObject({
      code: 1,
      stderr: 'The run has no review.\n',
    });
    const none = testFolder({ 'event.json': JSON.stringify({ workflow_run: run() }) });
    expect(await postFrom(none, join(none, 'review.md'))).toMatchObject({
      code: 1,
      stderr: 'The run has no review.\n',
    });
    expect(written()).toEqual([]);
  });

  test.each([
    [[{ size_in_bytes: 20_000 }], 0],
    [[{ size_in_bytes: 20_000 }, { size_in_bytes: 10_000_000 }], 1],
    [[], 1],
  ])('artifacts %j are looked at before they are fetched', async (artifacts, code) => {
    const look = step('review-comment.yml', 'comment', 'Refuse an artifact of the wrong size');
    const done = await runStep(look, {
      cwd: testFolder(),
      values: { 'github.token': 't', 'github.event.workflow_run.id': '5' },
      // With jq, as gh has it built in.
      programs: {
        gh: `return require('node:child_process').execFileSync('jq', [args.at(-1)], { input: ${JSON.stringify(JSON.stringify({ artifacts }))} }).toString();`,
      },
    });
    expect(done.code).toBe(code);
    expect(done.calls[0]?.args[1]).toBe('repos/acme/fleet/actions/runs/5/artifacts?name=review-comment');
  });

  test('says what GitHub refused', async () => {
    world = { pulls: [], comments: [] };
    const folder = testFolder({ 'review.md': 'x', 'event.json': JSON.stringify({ workflow_run: run() }) });
    symlinkSync(join(ROOT, 'scripts'), join(folder, 'scripts'));
    const port = (server.address() as AddressInfo).port;
    const env = {
      REVIEW: 'review.md',
      GITHUB_TOKEN: 'wrong',
      GITHUB_EVENT_PATH: 'event.json',
      GITHUB_API_URL: `http://127.0.0.1:${port}`,
    };
    const refused = await runShell(`node scripts/ci/post-review.mjs`, { cwd: folder, env });
    expect(refused).toMatchObject({ code: 1, stderr: 'GitHub responded with 401 to GET pulls.\n' });
  });
});

describeShell('drift-issues', () => {
  const HOSTILE_ISSUE = {
    number: 3,
    title: '$(touch owned)',
    body: '$(touch owned)\n`touch owned`',
    user: { login: 'mallory' },
  };

  function fleetWithPlans(drift: readonly object[]): string {
    const folder = copyOfFleet();
    symlinkSync(join(ROOT, 'scripts'), join(folder, 'scripts'));
    mkdirSync(join(folder, 'plans'));
    const plan = { stack: 'app-orders-api-dev', changes: [], outputs: [], drift, errors: [] };
    const outcome = { stack: 'app-orders-api-dev', status: 'planned', plan, problems: [], done: [] };
    writeFileSync(
      join(folder, 'plans/1.json'),
      JSON.stringify({ purpose: 'plan', simulated: false, stacks: [outcome] }),
    );
    return folder;
  }

  async function update(folder: string, issues: readonly object[]): Promise<StepResult> {
    const { values } = await takeSnapshot(folder);
    return runStep(step('drift.yml', 'report', 'Keep the issues up to date'), {
      cwd: folder,
      values: { ...values, 'github.token': 't' },
      env: { PAUSE: '0' },
      // Two pages, as `--paginate` prints them.
      programs: {
        gh: `return args.includes('--paginate') ? ${JSON.stringify(JSON.stringify(issues))} + '[]' : '';`,
      },
    });
  }

  test('opens, updates and closes issues, and takes no text for more than a text', async () => {
    const hostile = HOSTILE.map((value, index) => ({
      address: `aws_db_instance.${value}`,
      type: 'aws_db_instance',
      action: 'update',
      attributes: [{ path: value, before: value, after: `${value}${index}`, sensitive: false, unknown: false }],
      replacedBecause: [],
    }));
    const folder = fleetWithPlans(hostile);
    const opened = await update(folder, [HOSTILE_ISSUE]);
    expect(opened).toMatchObject({ code: 0, stderr: '' });
    expect(opened.stdout).toBe(`1 stacks compared, ${HOSTILE.length} findings, ${HOSTILE.length} changes of issues.\n`);
    const [list, ...writes] = opened.calls;
    expect(list?.args).toContain('repos/acme/fleet/issues?state=open&creator=github-actions%5Bbot%5D&per_page=100');
    expect(writes.map(({ args }) => args)).toEqual(
      HOSTILE.map(() => ['api', '--silent', '--method', 'POST', 'repos/acme/fleet/issues', '--input', '-']),
    );
    const bodies = writes.map(({ input }) => JSON.parse(input) as { title: string; body: string; labels: string[] });
    expect(bodies.every(({ labels }) => labels.join() === 'drift')).toBe(true);
    expect(bodies.some(({ body }) => body.includes(JSON.stringify('$(touch owned)')))).toBe(true);

    const issues = bodies.map((body, index) => ({
      ...body,
      number: index + 10,
      user: { login: 'github-actions[bot]' },
    }));
    expect((await update(folder, issues)).calls).toHaveLength(1);
    const healed = await update(fleetWithPlans([]), issues);
    expect(healed.calls.slice(1).map(({ args }) => args.slice(2, 5).join(' '))).toEqual(
      issues.flatMap(({ number }) => [
        `--method POST repos/acme/fleet/issues/${number}/comments`,
        `--method PATCH repos/acme/fleet/issues/${number}`,
      ]),
    );
    expectNobodyOwned(folder);
  });
});

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

  test('hands on what was typed where the application runs in both', async () => {
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
    expectNobodyOwned(folder);
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

  test('asks a registry with a path for the repository that is there, and stops where the image is gone', async () => {
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
  test('moves what runs in staging to production, under its tag', async () => {
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

describeShell('protect-environments', () => {
  test('makes each environment with its reviewers', async () => {
    const { code, stdout, calls } = await runShell(`bash '${join(SCRIPTS, 'protect-environments.sh')}'`, {
      cwd: ROOT,
      programs: {
        gh: "return args[1].includes('platform-team') ? '11\\n' : args[1].includes('/teams/') ? '22\\n' : '';",
      },
    });
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: [
        'organisation-wide: 2 teams of reviewers',
        'dev: 0 teams of reviewers',
        'test: 0 teams of reviewers',
        'staging: 0 teams of reviewers',
        'prod: 2 teams of reviewers',
        '',
      ].join('\n'),
    });
    const puts = calls.filter(({ args }) => args.includes('PUT'));
    expect(puts.map(({ args }) => args[4])).toContain('repos/acme/fleet/environments/prod');
    expect(JSON.parse(puts.at(-1)?.input ?? '')).toEqual({
      reviewers: [
        { type: 'Team', id: 11 },
        { type: 'Team', id: 22 },
      ],
      prevent_self_review: true,
      deployment_branch_policy: { protected_branches: true, custom_branch_policies: false },
    });
  });

  test('makes none where nobody says which', async () => {
    const { code, calls } = await runShell(`bash '${join(SCRIPTS, 'protect-environments.sh')}'`, {
      cwd: ROOT,
      programs: { goldenpath: 'return { code: 1 };', gh: "return '';" },
    });
    expect(code).toBe(1);
    expect(calls.map(({ program }) => program)).toEqual(['goldenpath']);
  });
});
