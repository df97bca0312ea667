import { execFile } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { promisify } from 'node:util';
import { type Engine, findEngine, readStacks, runStacks, simulatedTarget, type StackOutcome } from '@goldenpath/deploy';
import { openFleet } from '@goldenpath/fleet';
import { type Fault, startSimulator, typesIn } from '@goldenpath/simulator';
import { testFolder } from '@goldenpath/testing/folders';
import { copyOfFleet, goldenpathIn } from '@goldenpath/testing/simulated-fleet';

/** The failures in the guide to deployments, with real Terraform in a simulated cloud. */
const GUIDE = path.join(__dirname, '../../../../docs/guides/deploying.md');
const INFRA = path.join(__dirname, '../../../infra/node_modules');
const BINDINGS = ['aws', 'random'].map((name) => path.join(INFRA, '@cdktf', `provider-${name}`));
const MINUTE = 60_000;

let fleet: string;
let engine: Engine;
beforeAll(async () => {
  fleet = copyOfFleet();
  engine = await findEngine({ env: process.env, cache: '/nowhere', mayFetch: false });
}, MINUTE);

test(
  'plan --only before the platform is deployed fails at what it reads of the platform, as the guide says',
  async () => {
    const { stacks } = await openFleet({ cwd: fleet, env: process.env }).plan({
      apps: ['orders-api'],
      environments: ['dev'],
      simulate: true,
    });
    const failed = stacks.filter(({ status }) => status === 'failed');
    expect(failed.map(({ stack }) => stack)).toEqual(['app-orders-api-dev']);
    const address = failed[0]?.problems[0]?.address ?? '';
    expect(address).toBe('data.aws_db_instance.shared-instance');
    expect(fs.readFileSync(GUIDE, 'utf8')).toContain(`fails at \`${address}\``);
  },
  5 * MINUTE,
);

describe('a provider that dies after a resource was created', () => {
  const STACK = 'platform-prod';
  const LOST = 'aws_db_subnet_group.subnet-group';
  let cloud: string;

  /** Runs work while the simulated cloud is open. */
  async function inCloud<T>(
    faults: readonly Fault[],
    work: (env: NodeJS.ProcessEnv, stack: ReturnType<typeof readStacks>[number]) => Promise<T>,
  ): Promise<T> {
    const stack = readStacks(path.join(fleet, 'cdktf.out')).find(({ name }) => name === STACK);
    if (stack === undefined) throw new Error(`There is no stack ${STACK}.`);
    const simulator = await startSimulator({
      bindings: BINDINGS,
      account: path.join(cloud, 'account'),
      cache: path.join(cloud, 'schemas'),
      types: typesIn([JSON.parse(fs.readFileSync(stack.file, 'utf8')) as Record<string, Record<string, unknown>>]),
      environment: {},
      accountId: '123456789012',
      faults,
    });
    try {
      return await work({ ...process.env, ...simulator.environment, TF_CLI_ARGS_apply: '-parallelism=1' }, stack);
    } finally {
      await simulator.stop();
    }
  }

  const deploy = (faults: readonly Fault[] = []): Promise<StackOutcome | undefined> =>
    inCloud(faults, async (env, stack) => {
      const target = simulatedTarget(cloud, env);
      return (await runStacks([stack], 'deploy', { engine, target, approve: () => Promise.resolve(true) }))[0];
    });

  test(
    'makes the next deploy fail at that resource, until it is imported',
    async () => {
      cloud = testFolder();
      await goldenpathIn(fleet, ['synth', '--plane', 'infra', '--quiet']);
      const died = await deploy([{ kind: 'die', type: 'aws_db_subnet_group', when: 'after' }]);
      expect(died?.status).toBe('failed');
      const next = await deploy();
      expect(next?.status).toBe('failed');
      expect(next?.problems.map(({ address }) => address)).toContain(LOST);

      const folder = path.join(cloud, 'stacks', STACK);
      const content = fs.readFileSync(path.join(folder, 'cdk.tf.json'), 'utf8');
      const { resource } = JSON.parse(content) as { resource: Record<string, Record<string, { name: string }>> };
      const id = resource['aws_db_subnet_group']?.['subnet-group']?.name ?? '';
      await inCloud([], (env) =>
        promisify(execFile)(engine.program, ['import', '-input=false', LOST, id], { cwd: folder, env }),
      );
      expect((await deploy())?.status).toBe('applied');
      expect((await deploy())?.status).toBe('unchanged');
      expect(fs.readFileSync(GUIDE, 'utf8')).toContain('import ADDRESS ID');
    },
    5 * MINUTE,
  );
});
