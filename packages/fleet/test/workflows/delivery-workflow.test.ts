import * as fs from 'node:fs';
import * as path from 'node:path';
import { draftFleet, type Fleet, openFleet, writeFleet } from '@goldenpath/fleet';
import { testFolder } from '@goldenpath/testing/folders';
import { git } from '@goldenpath/testing/workflow-run';
import { load } from 'js-yaml';
import { type DeliverySettings, deliveryWorkflow } from '../../src/workflows/delivery-workflow';

const SETTINGS: DeliverySettings = {
  registry: '123456789012.dkr.ecr.eu-west-2.amazonaws.com',
  delivery: { workflow: 'acme/platform/.github/workflows/_build-and-release.yml@v1', provenance: true },
  environments: [environment('lab', 'advisory', true), environment('live', 'blocking', false)],
  repositories: {
    visibility: 'private',
    defaultBranch: 'main',
    protection: 'branch-protection',
    environments: 'reviewers',
    autoMerge: true,
  },
};

function environment(name: string, gates: 'advisory' | 'blocking', mutableTags: boolean) {
  const observability = { metrics: 'none', monitorLabels: {}, otlpEndpoint: 'none' } as const;
  const aws = { accountId: '123456789012', region: 'eu-west-2', partition: 'aws' };
  const place = { aws, state: { type: 'local' } } as const;
  return { name, gates, mutableTags, logLevel: 'info', host: '{app}.{domain}', approvers: [], observability, ...place };
}

interface Written {
  readonly on: {
    readonly workflow_call: { readonly inputs: { readonly environment: { readonly default: string } } & object };
  };
  readonly jobs: Readonly<
    Record<
      string,
      {
        readonly permissions: object;
        readonly steps: readonly {
          readonly uses?: string;
          readonly env?: Readonly<Record<string, string>>;
          readonly with?: object;
        }[];
      }
    >
  >;
}

const written = (change: Partial<DeliverySettings> = {}) =>
  load(deliveryWorkflow({ ...SETTINGS, ...change }).text) as Written;

test('the gates and the tags that move are those of the platform file, in the order of its environments', () => {
  const { on, jobs } = written();
  expect(on.workflow_call.inputs.environment.default).toBe('lab');
  expect(jobs['prepare']?.steps[0]?.env?.['ENVIRONMENTS']).toBe(
    '{"lab":{"gates":"advisory","latest":true},"live":{"gates":"blocking","latest":false}}',
  );
});

test('the path is the one in the platform file', () => {
  expect(deliveryWorkflow(SETTINGS).path).toBe('.github/workflows/_build-and-release.yml');
});

test.each([
  ['123456789012.dkr.ecr.eu-west-2.amazonaws.com', 'eu-west-2'],
  ['123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn', 'cn-north-1'],
  ['123456789012.dkr.ecr.eu-west-2.amazonaws.com/team/images', 'eu-west-2'],
])('the registry %s is an account in a region, and a host', (registry, region) => {
  const text = JSON.stringify(written({ registry }));
  expect(text).toContain(`"aws-region":"${region}"`);
  expect(text).toContain('"registries":"123456789012"');
  expect(text).toContain(`"REGISTRY":"${registry.split('/')[0]}"`);
});

test.each(['registry.example', 'ghcr.io/acme', '1.dkr.ecr.eu-west-2.amazonaws.com', 'public.ecr.aws/acme'])(
  'the registry %s, which is not in ECR, is refused',
  (registry) => {
    expect(() => deliveryWorkflow({ ...SETTINGS, registry })).toThrow(
      `The delivery workflow pushes to ECR, and \`${registry}\` is not an ECR registry.`,
    );
  },
);

test('without provenance there is neither the step nor the permission', () => {
  const without = written({ delivery: { ...SETTINGS.delivery, provenance: false } });
  expect(JSON.stringify(without)).not.toContain('attest');
  expect(without.jobs['push']?.permissions).toEqual({ 'id-token': 'write' });
  const all = written();
  expect(all.jobs['push']?.permissions).toEqual({ 'id-token': 'write', attestations: 'write' });
  expect(without.jobs['push']?.steps).toEqual(
    all.jobs['push']?.steps.filter(({ uses = '' }) => !uses.startsWith('actions/attest')),
  );
});

test('inputs of the runtimes are declared, and the tests read them as variables', () => {
  const runtime = (inputs: Record<string, string>) => ({ description: '', template: './x', inputs });
  const { on, jobs } = written({
    runtimes: {
      go: runtime({ go_version: '1.25', path: 'x' }),
      deno: runtime({ go_version: '1', node_version: '22' }),
    },
  });
  const { inputs } = on.workflow_call;
  expect(Object.keys(inputs).filter((name) => !Object.keys(written().on.workflow_call.inputs).includes(name))).toEqual([
    'go_version',
    'path',
  ]);
  expect(jobs['test']?.steps.at(-1)?.env).toEqual({
    TEST_COMMAND: '${{ inputs.test_command }}',
    INPUT_GO_VERSION: '${{ inputs.go_version }}',
    INPUT_PATH: '${{ inputs.path }}',
  });
});

test('every mark of the template is filled in', () => {
  expect(deliveryWorkflow(SETTINGS).text).not.toContain('@@');
});

describe('the operation', () => {
  let folder: string;
  let fleet: Fleet;
  let file: string;
  beforeEach(async () => {
    folder = testFolder();
    await writeFleet(folder, await draftFleet({ organisation: 'acme' }, { version: '1.2.3' }));
    await git(folder, ['init', '--quiet']);
    fleet = openFleet({ cwd: folder });
    file = path.join(folder, '.github/workflows/_build-and-release.yml');
  });

  test('finds what `init` wrote up to date', async () => {
    expect(await fleet.workflows({ check: true })).toMatchObject([{ found: 'fresh', isWritten: false }]);
  });

  test('writes a missing file, and one that is older than the platform file', async () => {
    fs.rmSync(file);
    expect(await fleet.workflows({ check: true })).toMatchObject([{ found: 'missing', isWritten: false }]);
    expect(fs.existsSync(file)).toBe(false);
    expect(await fleet.workflows()).toMatchObject([{ found: 'missing', isWritten: true }]);
    const platform = path.join(folder, 'platform.yaml');
    fs.writeFileSync(platform, fs.readFileSync(platform, 'utf8').replace('mutableTags: true', 'gates: blocking'));
    expect(await fleet.workflows()).toMatchObject([{ found: 'differs', isWritten: true }]);
    expect(fs.readFileSync(file, 'utf8')).toContain('"dev":{"gates":"blocking","latest":false}');
    expect(await fleet.workflows()).toMatchObject([{ found: 'fresh', isWritten: false }]);
  });

  test('does not replace a workflow that a person wrote', async () => {
    fs.writeFileSync(file, 'name: mine\n');
    await expect(fleet.workflows()).rejects.toThrow('was not generated by `goldenpath workflows`');
    expect(fs.readFileSync(file, 'utf8')).toBe('name: mine\n');
  });

  test('G4: gives workflows the default branch of the platform, and changes nothing else in them', async () => {
    const deploy = path.join(folder, '.github/workflows/deploy.yml');
    const ci = path.join(folder, '.github/workflows/ci.yml');
    const own = 'on:\n  push:\n    branches: [main, next]\n  pull_request:\n    branches: [main] # ours\n';
    fs.writeFileSync(ci, own);
    const before = fs.readFileSync(deploy, 'utf8');
    const platform = path.join(folder, 'platform.yaml');
    fs.appendFileSync(platform, 'github: { defaultBranch: release/trunk }\n');
    const found = { file: deploy, found: 'differs' };
    expect(await fleet.workflows({ check: true })).toMatchObject([{}, { ...found, isWritten: false }]);
    expect(fs.readFileSync(deploy, 'utf8')).toBe(before);
    expect(await fleet.workflows()).toMatchObject([{}, { ...found, isWritten: true }]);
    expect(fs.readFileSync(deploy, 'utf8')).toBe(before.replace('branches: [main]', 'branches: [release/trunk]'));
    expect(fs.readFileSync(ci, 'utf8')).toBe(own);
    expect(await fleet.workflows({ check: true })).toHaveLength(1);
  });

  test('writes through no link', async () => {
    const outside = testFolder();
    // Nothing else of the fleet may ask for the workflows.
    const platform = path.join(folder, 'platform.yaml');
    fs.writeFileSync(platform, fs.readFileSync(platform, 'utf8').replace(': scheduled', ': manual'));
    fs.rmSync(path.join(folder, '.github'), { recursive: true });
    fs.symlinkSync(outside, path.join(folder, '.github'));
    await expect(fleet.workflows()).rejects.toThrow('.github');
    expect(fs.readdirSync(outside)).toEqual([]);
  });
});

test('without protected environments on the plan, the branch identifies the job that pushes', () => {
  const pushes = (text: string) => (load(text) as { jobs: { push: { environment?: string } } }).jobs.push;
  const repositories = { ...SETTINGS.repositories, environments: 'none' } as const;
  expect(pushes(deliveryWorkflow(SETTINGS).text)).toHaveProperty('environment');
  expect(pushes(deliveryWorkflow({ ...SETTINGS, repositories }).text)).not.toHaveProperty('environment');
});
