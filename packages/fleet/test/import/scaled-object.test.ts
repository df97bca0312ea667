import * as fs from 'node:fs';
import * as path from 'node:path';
import { openFleet } from '@goldenpath/fleet';
import { appNamed, fieldsOf, type ImportFolder, importFolder, leftOutOf } from './support';

let folder: ImportFolder;
beforeEach(() => {
  folder = importFolder();
  withKeda(true);
});
afterEach(() => folder.remove());

function withKeda(keda: boolean): void {
  const file = path.join(folder.root, 'platform.yaml');
  const platform = JSON.parse(fs.readFileSync(file, 'utf8')) as {
    readonly environments: readonly { readonly name: string }[];
  };
  const environments = platform.environments.map((each) => ({ ...each, cluster: { name: each.name } }));
  fs.writeFileSync(file, JSON.stringify({ ...platform, environments, kubernetes: { keda } }));
}

const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata: { name: resizer }
spec:
  selector: { matchLabels: { app: resizer } }
  template:
    metadata: { labels: { app: resizer } }
    spec: { containers: [{ name: resizer, image: 'ghcr.io/acme/resizer:1.2.0' }] }
---
`;

const scaled = (bounds: string, triggers: string) => `${DEPLOYMENT}apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: { name: resizer }
spec:
  scaleTargetRef: { name: resizer }
${bounds}
  triggers:
${triggers}
`;

const SQS = `    - type: aws-sqs-queue
      authenticationRef: { name: aws }
      metadata: { queueURL: 'https://sqs.eu-west-2.amazonaws.com/123456789012/pictures', queueLength: "20", awsRegion: eu-west-2 }`;
const CPU = '    - { type: cpu, metricType: Utilization, metadata: { value: "60" } }';

const AUTHENTICATION = `---
apiVersion: keda.sh/v1alpha1
kind: TriggerAuthentication
metadata: { name: aws }
spec: { podIdentity: { provider: aws } }
`;

test('a ScaledObject with a queue in SQS becomes `autoscaling.queue`, and says that the queue is another one', async () => {
  folder.write('app.yaml', `${scaled('  maxReplicaCount: 12', `${SQS}\n${CPU}`)}${AUTHENTICATION}`);
  const result = await folder.import({ path: 'app.yaml' });
  expect(fieldsOf(result, 'resizer')).toMatchObject({
    replicas: 1,
    queues: { pictures: {} },
    autoscaling: {
      maxReplicas: 12,
      targetCpuPercent: 60,
      queue: { name: 'pictures', targetLength: 20, scaleToZero: true },
    },
  });
  expect(leftOutOf(appNamed(result, 'resizer'))).toEqual(['19 spec.triggers[0].metadata.queueURL']);
  await expect(openFleet({ cwd: folder.root }).validate()).resolves.toBeDefined();
});

test('bounds and targets are carried over without a queue', async () => {
  folder.write('app.yaml', scaled('  minReplicaCount: 2\n  maxReplicaCount: 6', CPU));
  const result = await folder.import({ path: 'app.yaml' });
  expect(fieldsOf(result, 'resizer')).toMatchObject({
    replicas: 2,
    autoscaling: { maxReplicas: 6, targetCpuPercent: 60 },
  });
});

test('`idleReplicaCount: 0` keeps the minimum while there are messages', async () => {
  folder.write('app.yaml', scaled('  minReplicaCount: 3\n  idleReplicaCount: 0\n  maxReplicaCount: 9', SQS));
  const result = await folder.import({ path: 'app.yaml' });
  expect(fieldsOf(result, 'resizer')).toMatchObject({
    replicas: 3,
    autoscaling: { maxReplicas: 9, queue: { scaleToZero: true } },
  });
});

test('a minimum without it does not scale to zero', async () => {
  folder.write('app.yaml', scaled('  minReplicaCount: 3\n  maxReplicaCount: 9', SQS));
  const result = await folder.import({ path: 'app.yaml' });
  expect(fieldsOf(result, 'resizer')).toMatchObject({ replicas: 3, autoscaling: { queue: { name: 'pictures' } } });
  expect(fieldsOf(result, 'resizer')).not.toHaveProperty('autoscaling.queue.scaleToZero');
});

test('another trigger is left out with what applications scale by', async () => {
  const cron =
    '    - { type: cron, metadata: { timezone: Etc/UTC, start: 0 6 * * *, end: 0 20 * * *, desiredReplicas: "9" } }';
  folder.write('app.yaml', scaled('  maxReplicaCount: 6', cron));
  const result = await folder.import({ path: 'app.yaml' });
  expect(fieldsOf(result, 'resizer')).not.toHaveProperty('autoscaling');
  expect(JSON.stringify(appNamed(result, 'resizer').leftOut)).toContain('one of their queues in SQS');
});

test('on a platform without KEDA, the queue is left out with the reason', async () => {
  withKeda(false);
  folder.write('app.yaml', scaled('  maxReplicaCount: 12', SQS));
  const result = await folder.import({ path: 'app.yaml' });
  expect(fieldsOf(result, 'resizer')).not.toHaveProperty('autoscaling.queue');
  expect(JSON.stringify(appNamed(result, 'resizer').leftOut)).toContain('needs KEDA');
});
