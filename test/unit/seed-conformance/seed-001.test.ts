import { exampleFleet, type SynthesisedFleet } from '@goldenpath/testing/example-fleet';
import { seedTable } from '@goldenpath/testing/seed-lines';
import { describeParameters } from '@goldenpath/testing/seed-parameters';
import { PARAMETERS, STATE } from './seed-001';

// Seed 001, "How It Works: Stateful App Request Flow", line by line: what is asked for and which files come of it. The
// example fleet's my-redis is its example; what is in the files is in seed-001-manifests.test.ts.

const REQUEST = {
  kind: 'stateful-app',
  name: 'my-redis',
  description: 'Session cache for user service',
  owner: 'platform-team',
  storage: { size: '10Gi', mountPath: '/data' },
};

let fleet: SynthesisedFleet;
beforeAll(async () => {
  fleet = await exampleFleet();
});

const statefulSet = (environment = 'dev') => fleet.object('my-redis', environment, 'StatefulSet');
const claim = { accessModes: ['ReadWriteOnce'], storageClassName: 'gp3' };

describe('State Preservation Characteristics', () => {
  const [restart, rescheduled, ...lost] = seedTable(31, STATE);

  it(`${restart?.title} – the mount path is on the claim, not in the pod`, () => {
    const mounts = [{ name: 'data', mountPath: '/data' }];
    expect(statefulSet()).toHaveProperty(
      'spec.template.spec.containers.0.volumeMounts',
      expect.arrayContaining(mounts),
    );
    expect(statefulSet()).toHaveProperty('spec.volumeClaimTemplates.0.metadata.name', 'data');
    expect(statefulSet()).not.toHaveProperty(
      'spec.template.spec.volumes',
      expect.arrayContaining([expect.objectContaining({ name: 'data' })]),
    );
  });

  it(`${rescheduled?.title} – a pod finds its claim again by its own name`, () => {
    expect(statefulSet()).toHaveProperty('spec.serviceName', 'my-redis');
    expect(statefulSet()).toHaveProperty('spec.volumeClaimTemplates.0.spec', expect.objectContaining(claim));
  });

  it.each(lost)('$title – an EBS volume is all there is; what must survive this goes to RDS', () => {
    expect(statefulSet()).toHaveProperty('spec.volumeClaimTemplates.0.spec.storageClassName', 'gp3');
    expect(fleet.stackNames().filter((name) => name.startsWith('app-my-redis'))).toEqual(['app-my-redis']);
    const { aws_db_instance } = fleet.resources('platform-prod');
    expect(aws_db_instance?.['shared-instance']).toMatchObject({ multi_az: true, storage_encrypted: true });
  });
});

describe('The Workflow', () => {
  it('line 52: User->>Backstage: Specify Storage (e.g., 10Gi gp3)', () => {
    expect(fleet.inEnvironment('my-redis', 'dev').storage).toMatchObject({ size: '10Gi', storageClass: 'gp3' });
  });

  it('line 54: Scaffolder->>GitHub: Create Repository', () => {
    expect(fleet.resources('app-my-redis')['github_repository']?.['repository']).toHaveProperty('name', 'my-redis');
  });

  it('line 59: GitHub->>ArgoCD: Trigger Sync', () => {
    expect(fleet.app('my-redis').manifestsPath).toBe('apps/my-redis/deploy');
  });

  it('line 60: ArgoCD->>EKS: Apply StatefulSet', () => {
    expect(statefulSet()).toBeDefined();
    expect(fleet.object('my-redis', 'dev', 'Deployment')).toBeUndefined();
  });

  it('line 61: EKS->>AWS_EBS: Provision PVC via volumeClaimTemplates', () => {
    expect(statefulSet()).toHaveProperty('spec.volumeClaimTemplates.length', 1);
  });
});

describe('Parameters', () => {
  const [name, description, owner, environment, replicas, size, mountPath, port] = seedTable(69, PARAMETERS);
  describeParameters(REQUEST, [
    { row: name, field: 'name', example: 'my-redis', alsoTaken: ['r2'], refused: ['My-Redis', 'my_redis', 'r'] },
    {
      row: description,
      field: 'description',
      example: 'Session cache for user service',
      alsoTaken: ['x'],
      refused: ['', 'x'.repeat(351)],
    },
    { row: owner, field: 'owner', example: 'platform-team', alsoTaken: ['data-team'], refused: ['redis-team'] },
    {
      row: environment,
      field: 'environments',
      example: ['dev'],
      alsoTaken: [['test'], ['staging'], ['prod']],
      refused: [['production'], []],
    },
    { row: replicas, field: 'replicas', example: 1, alsoTaken: [3, 5], refused: [0, 6, 10, '1'] },
    {
      row: size,
      field: 'storage.size',
      example: '10Gi',
      alsoTaken: ['1Gi', '512Mi'],
      refused: ['10', '10GB', '1.5Gi', '-1Gi', 10, '10gi'],
    },
    {
      row: mountPath,
      field: 'storage.mountPath',
      example: '/data',
      alsoTaken: ['/var/lib/redis'],
      refused: ['/', 'data', './data', ''],
    },
    { row: port, field: 'port', example: 6379, alsoTaken: [1024, 65535], refused: [0, 80, 65536, '6379', 1.5] },
  ]);
});
