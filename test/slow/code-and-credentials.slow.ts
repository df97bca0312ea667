import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '@goldenpath/testing/fleet';
import { testFolder } from '@goldenpath/testing/folders';
import {
  describeShell,
  git,
  runShell,
  runStep,
  takeSnapshot,
  type TestRepository,
  testRepository,
} from '@goldenpath/testing/workflow-run';
import { allJobs, step } from '@goldenpath/testing/workflows';

const PLATFORM = readFileSync(join(ROOT, 'platform.yaml'), 'utf8');

/** An application of one team, as a program. It reads the environment and the files of whoever evaluates it. */
const APP = `
const read = (file: string): string => { try { return require('node:fs').readFileSync(file, 'utf8'); } catch { return ''; } };
const seen = JSON.stringify(process.env) + read('/proc/self/environ') + read('/proc/' + process.ppid + '/environ');
export default {
  kind: 'stateless-app', name: 'shop', description: 'A shop', owner: 'app-team', risk: 'medium',
  env: { SEEN: seen.includes('planted') ? 'a credential' : 'nothing' },
};
`;

/** An extension that leaves the names of the variables that it sees in a file. */
const extension = (file: string) => `
import { appendFileSync } from 'node:fs';
import { definePart } from '@goldenpath/extension';
appendFileSync(${JSON.stringify(file)}, Object.keys(process.env).join(' ') + '\\n');
export const parts = [definePart({ name: 'spy', description: 'Sees what it can.' })];
`;

interface PlantedFleet extends TestRepository {
  /** What the extension wrote; `undefined` where it did not run. */
  readonly leakFile: string;
  readonly leak: () => string | undefined;
}

async function fleetWithCode(): Promise<PlantedFleet> {
  const file = join(testFolder(), 'leak');
  const repository = testRepository({
    'platform.yaml': `${PLATFORM}\nextensions: [./spy]\n`,
    'apps/shop/app.ts': APP,
    'spy/index.ts': extension(file),
  });
  await repository.git('init', '--quiet');
  symlinkSync(join(ROOT, 'node_modules'), join(repository.folder, 'node_modules'));
  symlinkSync(join(ROOT, 'scripts'), join(repository.folder, 'scripts'));
  await repository.commit({}, 'First');
  return { ...repository, leakFile: file, leak: () => (existsSync(file) ? readFileSync(file, 'utf8') : undefined) };
}

/** What jobs with credentials have in their environment. */
const CREDENTIALS = {
  GITOPS_TOKEN: 'planted-1',
  GH_TOKEN: 'planted-2',
  GITHUB_TOKEN: 'planted-3',
  AWS_SECRET_ACCESS_KEY: 'planted-4',
  AWS_SESSION_TOKEN: 'planted-5',
};
/** A simulated cloud does not run where credentials of a real one are. */
const WITHOUT_CLOUD = { GITOPS_TOKEN: 'planted-1', GITHUB_TOKEN: '' };

/** The digest of the image in the registry. */
const DIGEST = `sha256:${'a'.repeat(64)}`;

interface Run {
  readonly file: string;
  readonly job: string;
  readonly name: string;
  readonly simulated?: true;
}

const RUNS: readonly Run[] = [
  { file: 'plan.yml', job: 'plan', name: 'Plan', simulated: true },
  { file: 'drift.yml', job: 'plan', name: 'Plan', simulated: true },
  { file: 'deploy-target.yml', job: 'plan-first', name: 'Plan', simulated: true },
  { file: 'deploy-target.yml', job: 'first', name: 'Deploy', simulated: true },
  { file: 'deploy-target.yml', job: 'plan-second', name: 'Plan', simulated: true },
  { file: 'deploy-target.yml', job: 'second', name: 'Deploy', simulated: true },
  { file: 'deploy-target.yml', job: 'provision', name: 'Provision', simulated: true },
  { file: 'deploy.yml', job: 'destroy', name: 'Destroy', simulated: true },
  { file: 'deploy-target.yml', job: 'publish', name: 'Publish' },
  { file: 'preview.yml', job: 'preview', name: 'Make or remove the preview' },
  { file: 'preview.yml', job: 'expire', name: 'Remove the previews that have to go' },
  { file: 'promote.yml', job: 'promote', name: 'Promote' },
  { file: 'release.yml', job: 'release', name: 'Release' },
  { file: 'rotate-passwords.yml', job: 'due', name: 'Find the passwords that are due', simulated: true },
  { file: 'rotate-passwords.yml', job: 'rotate', name: 'Rotate', simulated: true },
  { file: 'drift.yml', job: 'report', name: 'Keep the issues up to date' },
];

describeShell('code of a fleet and credentials', () => {
  let fleet: PlantedFleet;
  let values: Readonly<Record<string, string>>;
  let temp: string;
  let config: string;
  let evaluated: string | undefined;

  beforeAll(async () => {
    fleet = await fleetWithCode();
    const taken = await takeSnapshot(fleet.folder);
    values = taken.values;
    temp = taken.env['RUNNER_TEMP'] ?? '';
    evaluated = fleet.leak();
    const bare = testFolder();
    await git(bare, ['init', '--quiet', '--bare', '--initial-branch=main']);
    const insteadOf = `[url "${bare}"]\n  insteadOf = https://github.com/goldenpath-idp/gitops.git\n`;
    config = join(testFolder({ config: `${insteadOf}[user]\n  name = P\n  email = p@example.test\n` }), 'config');
    const env = { GIT_CONFIG_GLOBAL: config };
    const flags = `--snapshot ${temp}/snapshot/fleet.snapshot`;
    const prepared = await runShell(
      `goldenpath publish ${flags}
      goldenpath release set shop --env staging --tag staging-1a2b3c4 --force --reason 'It ran nowhere before' ${flags}`,
      { cwd: fleet.folder, env },
    );
    if (prepared.code !== 0) throw new Error(prepared.stderr);
    // From here on, code that runs stops what runs it.
    writeFileSync(join(fleet.folder, 'apps/shop/app.ts'), `throw new Error('app.ts was run');\n`);
    writeFileSync(join(fleet.folder, 'open.json'), '{}');
    mkdirSync(join(fleet.folder, 'plans'));
    writeFileSync(
      join(fleet.folder, 'plans/1.json'),
      JSON.stringify({
        purpose: 'plan',
        simulated: false,
        stacks: [{ stack: 'app-shop', status: 'unchanged', problems: [], done: [] }],
      }),
    );
  });

  beforeEach(() => {
    rmSync(fleet.leakFile, { force: true });
  });

  test('the snapshot is made by running the code, which sees no credential', () => {
    expect(evaluated).toContain('PATH');
    expect(evaluated).not.toMatch(/TOKEN|SECRET/);
    expect(readFileSync(join(temp, 'snapshot/fleet.snapshot'), 'utf8')).toContain('SEEN: nothing');
  });

  test('without a snapshot, the code would run in such a step', async () => {
    const env = { ...CREDENTIALS, GIT_CONFIG_GLOBAL: config };
    const { code } = await runShell('goldenpath synth --quiet', { cwd: fleet.folder, env });
    expect(code).toBe(1);
    expect(fleet.leak()).toBeDefined();
  });

  test.each(RUNS)('$file, $job: $name runs none of it', async ({ file, job, name, simulated }) => {
    const found = step(file, job, name);
    const run = simulated
      ? found.run
          ?.replace(/goldenpath (plan|deploy|destroy)/, 'goldenpath $1 --simulate')
          .replaceAll(/goldenpath rds (provision|rotate)/g, 'goldenpath rds $1 --local')
      : found.run;
    const given = {
      ...values,
      'matrix.stacks': 'app-shop',
      'matrix.shard': '1',
      'matrix.environment': 'dev',
      'vars.PLAN_ROLE_ARN': 'arn:aws:iam::123456789012:role/plan',
      'inputs.target': 'dev',
      'needs.check.outputs.app': 'shop',
      'needs.check.outputs.number': '12',
      'steps.pull.outputs.action': 'down',
      'steps.pull.outputs.commit': 'c0ffee',
      'needs.check.outputs.environment': 'dev',
      'needs.check.outputs.tag': 'dev-1a2b3c4',
      'needs.check.outputs.image-digest': DIGEST,
      'needs.check.outputs.from': 'staging',
      'needs.check.outputs.to': 'prod',
      'github.actor': 'a-person',
      'github.actor_id': '42',
      'github.token': 'planted-6',
      'needs.plan.result': 'success',
      'vars.DRIFT_APPLICATIONS': '',
      'secrets.DRIFT_KUBECONFIG': '',
    };
    const result = await runStep(
      { ...found, run: run ?? '' },
      {
        cwd: fleet.folder,
        values: given,
        env: { ...(simulated ? WITHOUT_CLOUD : CREDENTIALS), GIT_CONFIG_GLOBAL: config, RUNNER_TEMP: temp, PAUSE: '0' },
        programs: {
          gh: `return args.includes('--paginate') ? '[]' : '';`,
          aws: `return args[1] === 'put-image' ? '' : args.includes('--query') ? (args.some((a) => a.includes('prod-')) ? 'None\\n' : '${DIGEST}\\n') : { images: [{ imageManifest: '{}' }] };`,
        },
      },
    );
    const { code, stderr, stdout } = result;
    // The repository of the application is protected: Terraform refuses to destroy it.
    expect({ code, stderr, stdout, leak: fleet.leak() }).toMatchObject({ code: job === 'destroy' ? 1 : 0, stderr: '' });
    if (job === 'destroy') expect(stdout).toContain('protected');
    expect(fleet.leak()).toBeUndefined();
    expect(result.stdout).not.toContain('planted');
  });

  test('each step of a job with credentials that runs goldenpath is among them', () => {
    const steps = allJobs().flatMap(({ file, name, job: { steps: all = [] } }) =>
      all.filter(({ env }) => env?.['SNAPSHOT'] !== undefined).map((each) => `${file} ${name}: ${each.name}`),
    );
    expect(RUNS.map(({ file, job, name }) => `${file} ${job}: ${name}`).sort()).toEqual(steps.sort());
  });
});
