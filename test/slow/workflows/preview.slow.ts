import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { testFolder, writeFiles } from '@goldenpath/testing/folders';
import { copyOfFleet } from '@goldenpath/testing/simulated-fleet';
import { strictProgram } from '@goldenpath/testing/strict-program';
import { describeShell, expectNothingRan, HOSTILE, runStep, type StepResult } from '@goldenpath/testing/workflow-run';
import { step } from '@goldenpath/testing/workflows';

const COMMIT = '1a2b3c4d5e6f7a8b9c0d1e2f3a4b5c6d7e8f9a0b';
const REGISTRY = '123456789012.dkr.ecr.eu-west-2.amazonaws.com';

describeShell('the inputs of preview.yml', () => {
  let fleet: string;
  let without: string;
  beforeAll(() => {
    without = copyOfFleet();
    fleet = copyOfFleet();
    const platform = readFileSync(join(fleet, 'platform.yaml'), 'utf8');
    const app = readFileSync(join(fleet, 'apps/orders-api/app.yaml'), 'utf8');
    writeFiles(fleet, {
      'platform.yaml': `${platform}\npreviews: { from: dev, label: try }\n`,
      'apps/orders-api/app.yaml': `${app}\npreview: true\n`,
    });
  });

  const check = (cwd: string, event: string, [app, number, run]: readonly string[] = ['', '', '']) =>
    runStep(step('preview.yml', 'check', 'Check what was passed'), {
      cwd,
      values: {
        'github.event_name': event,
        'inputs.app': app ?? '',
        'inputs.pull_request': number ?? '',
        'inputs.run': run ?? '',
      },
    });

  const APPS = [
    {
      app: 'orders-api',
      organisation: 'goldenpath-idp',
      repository: 'orders-api',
      image: `${REGISTRY}/orders-api`,
    },
  ];

  test('are checked against the applications with previews', async () => {
    const { code, outputs, stderr } = await check(fleet, 'workflow_dispatch', ['orders-api', '12', '42']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const { apps = '', ...others } = outputs;
    expect(JSON.parse(apps)).toEqual(APPS);
    expect(others).toEqual({
      ...APPS[0],
      number: '12',
      run: '42',
      environment: 'dev',
      label: 'try',
      repositories: 'orders-api',
    });
  });

  test('of a night are none', async () => {
    expect((await check(fleet, 'schedule')).outputs).toMatchObject({ environment: 'dev', label: 'try' });
    expect(await check(without, 'schedule')).toMatchObject({ code: 0, outputs: {} });
  });

  test.each([
    ...HOSTILE.map((text) => [text, '12', '42']),
    ['orders-api', HOSTILE[0] ?? '', '42'],
    ['orders-api', '12', '42\nenvironment=prod'],
    ['orders-api', '0', '42'],
    // It asks for no previews.
    ['user-service', '12', '42'],
  ])('%j, %j and %j are refused', async (...given) => {
    const { code, outputs } = await check(fleet, 'workflow_dispatch', given);
    expect({ code, outputs }).toEqual({ code: 1, outputs: {} });
    expectNothingRan(fleet);
  });

  test('are refused where the platform has no previews', async () => {
    expect(await check(without, 'workflow_dispatch', ['orders-api', '12', '42'])).toMatchObject({
      code: 1,
      outputs: {},
    });
  });
});

describeShell('a pull request', () => {
  const GH = strictProgram(
    {
      api: { switches: ['paginate'], operands: 1 },
      'run download': { values: ['repo', 'name', 'dir'], operands: 1 },
    },
    `if (command === 'run download') return '';
     return operands[0].includes('/pulls/') ? process.env.PULL : process.env.RUN_OF;`,
  );
  const open = {
    state: 'open',
    head: { sha: COMMIT, repo: { id: 1 } },
    base: { repo: { id: 1 } },
    labels: [{ name: 'bug' }, { name: 'try' }],
  };

  const look = (pull: object, run: object = { event: 'pull_request', head_sha: COMMIT }) => {
    const temp = testFolder();
    return runStep(step('preview.yml', 'preview', 'Look at the pull request'), {
      cwd: testFolder(),
      values: {
        'runner.temp': temp,
        'steps.reader.outputs.token': 't',
        'needs.check.outputs.organisation': 'acme',
        'needs.check.outputs.repository': 'orders',
        'needs.check.outputs.number': '12',
        'needs.check.outputs.label': 'try',
        'needs.check.outputs.run': '42',
      },
      env: { RUNNER_TEMP: temp, PULL: JSON.stringify(pull), RUN_OF: JSON.stringify(run) },
      programs: { gh: GH },
    });
  };
  const downloads = ({ calls }: StepResult) => calls.filter(({ args }) => args[1] === 'download').length;

  test('with the label gets the image of its commit', async () => {
    const looked = await look(open);
    expect(looked).toMatchObject({ code: 0, stderr: '', outputs: { action: 'up', commit: COMMIT } });
    expect(downloads(looked)).toBe(1);
  });

  test.each<[string, object]>([
    ['that is closed', { ...open, state: 'closed' }],
    ['without the label', { ...open, labels: [{ name: 'bug' }] }],
    ['of a fork', { ...open, head: { ...open.head, repo: { id: 2 } } }],
    ['of a fork that is gone', { ...open, head: { ...open.head, repo: null } }],
  ])('%s has no preview', async (_what, pull) => {
    const looked = await look(pull);
    expect(looked).toMatchObject({ code: 0, outputs: { action: 'down' } });
    expect(downloads(looked)).toBe(0);
  });

  test.each<[string, object]>([
    ['of another commit', { event: 'pull_request', head_sha: COMMIT.replace('1', '2') }],
    ['of another event', { event: 'workflow_dispatch', head_sha: COMMIT }],
  ])('gets nothing from a run %s', async (_what, run) => {
    const looked = await look(open, run);
    expect(looked).toMatchObject({ code: 0, outputs: { action: 'none' } });
    expect(downloads(looked)).toBe(0);
  });
});

describeShell('the image of a preview', () => {
  const push = (there: string) =>
    runStep(step('preview.yml', 'preview', 'Push the image'), {
      cwd: testFolder(),
      values: {
        'runner.temp': '/temp',
        'needs.check.outputs.environment': 'dev',
        'needs.check.outputs.image': `${REGISTRY}/team/orders`,
        'steps.pull.outputs.commit': COMMIT,
      },
      env: { THERE: there },
      programs: {
        aws: strictProgram(
          { 'ecr batch-get-image': { values: ['repository-name', 'image-ids', 'query', 'output'], operands: 0 } },
          `if (flags['repository-name'][0] !== 'team/orders' || flags['image-ids'][0] !== 'imageTag=dev-1a2b3c4') return refuse('other');
           return process.env.THERE + '\\n';`,
        ),
        skopeo: strictProgram({ copy: { switches: ['preserve-digests'], operands: 2 } }, `return '';`),
      },
    });
  const copied = ({ calls }: StepResult) =>
    calls.filter(({ program }) => program === 'skopeo').map(({ args }) => args.slice(-2));

  test('has the tag that the preview runs', async () => {
    const pushed = await push('None');
    expect(pushed).toMatchObject({ code: 0, stderr: '' });
    expect(copied(pushed)).toEqual([
      ['oci-archive:/temp/image/image.tar', `docker://${REGISTRY}/team/orders:dev-1a2b3c4`],
    ]);
  });

  test('never replaces another one', async () => {
    const pushed = await push(`sha256:${'a'.repeat(64)}`);
    expect([pushed.code, copied(pushed)]).toEqual([0, []]);
  });
});

describeShell('the open pull requests', () => {
  const list = (answer: string, cwd: string) =>
    runStep(step('preview.yml', 'expire', 'List the open pull requests'), {
      cwd,
      values: {
        'steps.reader.outputs.token': 't',
        'needs.check.outputs.apps': JSON.stringify([
          { app: 'orders', organisation: 'acme', repository: 'orders' },
          { app: 'web', organisation: 'acme', repository: 'site' },
        ]),
        'needs.check.outputs.label': 'try',
      },
      programs: { gh: answer },
    });
  const pull = (number: number, label: string, from = 1) => ({
    number,
    head: { repo: { id: from } },
    base: { repo: { id: 1 } },
    labels: [{ name: label }],
  });

  test('are those with the label, of all pages, and not of forks', async () => {
    const cwd = testFolder();
    const pages = [
      [pull(1, 'try'), pull(2, 'bug')],
      [pull(3, 'try'), pull(4, 'try', 2)],
    ];
    const orders = pages.map((page) => JSON.stringify(page)).join('');
    const answer = `return args.some((each) => each.includes('acme/orders')) ? ${JSON.stringify(orders)} : '[]';`;
    const { code, stderr } = await list(answer, cwd);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(readFileSync(join(cwd, 'open.json'), 'utf8'))).toEqual({ orders: [1, 3], web: [] });
  });

  test('that GitHub does not list stop the job', async () => {
    const { code } = await list(
      `return args.some((each) => each.includes('acme/site')) ? { code: 1 } : '[]';`,
      testFolder(),
    );
    expect(code).not.toBe(0);
  });
});
