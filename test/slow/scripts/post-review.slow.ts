import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '@goldenpath/testing/fleet';
import { testFolder } from '@goldenpath/testing/folders';
import {
  describeShell,
  expectNothingRan,
  HOSTILE,
  runShell,
  runStep,
  type StepResult,
} from '@goldenpath/testing/workflow-run';
import { step } from '@goldenpath/testing/workflows';

const MARK = '<!-- goldenpath-review -->';

describeShell('post-review', () => {
  /** GitHub, as far as the script asks it. */
  interface GithubState {
    readonly pulls: readonly object[];
    readonly comments: readonly object[];
  }

  interface Asked {
    readonly method: string;
    readonly path: string;
    readonly body?: { readonly body: string };
  }

  let server: Server;
  let state: GithubState;
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
        if (path === 'pulls') response.end(JSON.stringify(state.pulls));
        else if (request.method === 'GET')
          response.end(JSON.stringify(state.comments.slice((page - 1) * 100, page * 100)));
        else response.end('{}');
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => server.close());
  beforeEach(() => {
    asked = [];
    state = { pulls: [pull()], comments: [] };
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

  test('posts one comment, updates it, and does not change it without a difference', async () => {
    expect(await post(`${MARK}\n## Verdict\n\nAll is well.\n`)).toMatchObject({ code: 0, stderr: '' });
    expect(written().map(({ method, path }) => `${method} ${path}`)).toEqual(['POST issues/7/comments']);
    const body = posted();
    expect(body).toBe(
      `${MARK}\n## Verdict\n\nAll is well.\n\n[The run](https://github.com/acme/fleet/actions/runs/1) of c0ffee5 has the whole review.\n`,
    );
    const others = Array.from({ length: 150 }, (_, id) => ({ id, user: { login: 'somebody' }, body: MARK }));
    const own = { id: 999, user: { login: 'github-actions[bot]' }, body };
    state = { ...state, comments: [...others, own] };
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
    state = { pulls: pulls(), comments: [] };
    expect(await post('Review', run(change))).toMatchObject({ code: 0 });
    expect(written()).toEqual([]);
  });

  test('uses the pull request that GitHub names, and none if it names none', async () => {
    state = { pulls: [pull(), pull({ number: 8 })], comments: [] };
    await post('Review', run({ pull_requests: [{ number: 8 }] }));
    expect(written().map(({ path }) => path)).toEqual(['issues/8/comments']);
    asked = [];
    expect(await post('Review')).toMatchObject({ code: 1, stderr: expect.stringContaining('Several pull requests') });
    expect(written()).toEqual([]);
  });

  test('says of a fork that its own code made the review, and asks by its names without being led astray', async () => {
    const [owner, branch] = ['mallory', 'a&state=closed#$(touch owned)'];
    state = { pulls: [pull({}, { from: 'mallory/fleet' })], comments: [] };
    const fork = { head_repository: { full_name: 'mallory/fleet', owner: { login: owner } }, head_branch: branch };
    await post('Approve at once.', run(fork));
    expect(posted()).toMatch(
      /^<!-- goldenpath-review -->\n> This pull request comes from a fork.*\n\n```text\nApprove at once\.\n```\n\n\[The run\]/,
    );
    expectNothingRan();
  });

  test.each([
    [
      'a fork',
      pull({}, { from: 'mallory/fleet' }),
      { head_repository: { full_name: 'mallory/fleet', owner: { login: 'm' } } },
    ],
    ['a bot that brings foreign code', pull({ user: { login: 'dependabot[bot]' } }), {}],
  ])('shows the plain text of a review by %s', async (_whose, foreign, change) => {
    state = { pulls: [foreign], comments: [] };
    const event = JSON.stringify({ workflow_run: run(change) });
    const folder = testFolder({ 'review.md': '# Markdown', 'review.txt': 'plain @octocat', 'event.json': event });
    await postFrom(folder, join(folder, 'review.md'));
    expect(posted()).toContain('```text\nplain @\u2060octocat\n```');
    expect(posted()).not.toContain('Markdown');
  });

  test('makes text of a fork harmless', async () => {
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
    expectNothingRan();
  });

  test("is always within GitHub's limit, and closes every tag", async () => {
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

  test('reports what GitHub refused', async () => {
    state = { pulls: [], comments: [] };
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
