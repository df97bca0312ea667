import type { Notifications, PlatformFacts } from '@goldenpath/extension';
import type { KubernetesObject } from '@goldenpath/manifests';
import { COMPONENTS, platformObjects } from '@goldenpath/testing/platform-objects';
import { load } from 'js-yaml';
import { permits } from '@goldenpath/testing/access/app-project';
import { clustersWith, platformWith } from './support/facts';

const SLACK: Notifications = { service: 'slack', recipient: 'deploy-{environment}', on: ['sync-failed', 'deployed'] };

function settingsOf(platform: PlatformFacts, name: string): Readonly<Record<string, string>> | undefined {
  const found = platformObjects(platform).find(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === name);
  return (found as { data?: Readonly<Record<string, string>> } | undefined)?.data;
}

async function notifying(notifications: Notifications): Promise<PlatformFacts> {
  const platform = await platformWith();
  return { ...platform, gitops: { ...platform.gitops, notifications } };
}

test('by default the settings of Argo CD are left to its installation', async () => {
  const objects = platformObjects(await platformWith());
  expect(objects.filter(({ kind }) => kind === 'ConfigMap')).toEqual([]);
});

test('with components, Argo CD waits for the Applications of a wave before the next one', async () => {
  const platform = await clustersWith({ components: COMPONENTS });
  const health = settingsOf(platform, 'argocd-cm')?.['resource.customizations.health.argoproj.io_Application'];
  expect(health).toContain('obj.status.health.status');
  expect(settingsOf(platform, 'argocd-notifications-cm')).toBeUndefined();
});

test('the namespaces of components are made in the wave of the operators, which wait for them', async () => {
  const waves = new Map(
    platformObjects(await clustersWith({ components: COMPONENTS }))
      .filter(({ kind }) => kind === 'ApplicationSet' || kind === 'Application')
      .map(({ metadata }) => [
        metadata.name,
        Number((metadata.annotations as Record<string, string>)?.['argocd.argoproj.io/sync-wave'] ?? 0),
      ]),
  );
  expect([
    waves.get('platform'),
    waves.get('cert-manager-dev'),
    waves.get('workloads-dev'),
    waves.get('kong-dev'),
  ]).toEqual([-1, -1, 0, 1]);
});

test('the settings are never removed, Argo CD reads them, and no label is that of an installation with Helm', async () => {
  const found = platformObjects(await notifying(SLACK)).filter(({ kind }) => kind === 'ConfigMap');
  expect(found.map(({ metadata }) => metadata)).toEqual([
    {
      name: 'argocd-notifications-cm',
      namespace: 'argocd',
      labels: { 'app.kubernetes.io/part-of': 'argocd' },
      annotations: {
        'argocd.argoproj.io/sync-wave': '-3',
        'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false',
      },
    },
  ]);
});

test('the project of the root application allows ConfigMaps only with settings', async () => {
  const allowed = (objects: readonly KubernetesObject[]) => {
    const project = objects.find(({ kind, metadata }) => kind === 'AppProject' && metadata.name === 'bootstrap');
    if (project === undefined) throw new Error('There is no project bootstrap.');
    return permits(project, {
      repository: 'https://github.com/goldenpath-idp/gitops.git',
      cluster: 'https://kubernetes.default.svc',
      namespace: 'argocd',
      group: '',
      kind: 'ConfigMap',
    });
  };
  expect(allowed(platformObjects(await platformWith()))).toBe(false);
  expect(allowed(platformObjects(await notifying(SLACK)))).toBe(true);
});

test('each Application subscribes to the events, for the recipient of its environment', async () => {
  const sets = platformObjects(await notifying(SLACK)).filter(({ metadata }) => metadata.name.startsWith('workloads-'));
  const annotations = sets.map(
    ({ spec }) =>
      (spec as unknown as { template: { metadata: { annotations?: unknown } } }).template.metadata.annotations,
  );
  expect(annotations.find((each) => JSON.stringify(each).includes('prod'))).toEqual({
    'notifications.argoproj.io/subscribe.on-sync-failed.slack': 'deploy-prod',
    'notifications.argoproj.io/subscribe.on-deployed.slack': 'deploy-prod',
  });
});

test.each<[Notifications['service'], unknown]>([
  ['slack', { token: '$slack-token' }],
  ['webhook', { url: '$webhook-url', headers: [{ name: 'Content-Type', value: 'application/json' }] }],
])('%s has its secret in the Secret of Argo CD, and a trigger and a text for each event', async (service, expected) => {
  const events = ['sync-failed', 'health-degraded', 'deployed'] as const;
  const data = settingsOf(await notifying({ ...SLACK, service, on: events }), 'argocd-notifications-cm') ?? {};
  expect(load(data[`service.${service}`] ?? '')).toEqual(expected);
  for (const event of events) {
    expect(load(data[`trigger.on-${event}`] ?? '')).toEqual([
      expect.objectContaining({ when: expect.stringContaining('app.status?.'), send: [event] }),
    ]);
    expect(load(data[`template.${event}`] ?? '')).toMatchObject({
      message: expect.stringContaining('{{.app.metadata.name}}'),
    });
  }
  expect(Object.keys(data)).toHaveLength(7);
});
