import type { AppInEnvironment } from '@goldenpath/model';
import { render } from '@goldenpath/testing/rendered/render';
import { backend, stateful, stateless, workload } from '@goldenpath/testing/facts/cluster';
import { container, podSpec } from '@goldenpath/testing/rendered/objects';

const SHAPES: [string, AppInEnvironment][] = [
  ['stateless', stateless('app', 'prod')],
  ['stateful', stateful('app', 'prod')],
  ['backend', backend('app', 'prod')],
];

describe.each(SHAPES)('the pods of a %s application', (_, facts) => {
  const objects = render(facts);

  test('run as a user without rights', () => {
    expect(podSpec(objects)['securityContext']).toMatchObject({
      runAsNonRoot: true,
      runAsUser: 10001,
      runAsGroup: 10001,
      seccompProfile: { type: 'RuntimeDefault' },
    });
    expect(container(objects)['securityContext']).toEqual({
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      readOnlyRootFilesystem: true,
    });
  });

  test('may write to /tmp, within a limit', () => {
    expect(podSpec(objects)['volumes']).toEqual([{ name: 'tmp', emptyDir: { sizeLimit: '256Mi' } }]);
    expect(container(objects)['volumeMounts']).toContainEqual({ name: 'tmp', mountPath: '/tmp' });
  });

  test('get no token, and no variables but ours', () => {
    expect(podSpec(objects)).toMatchObject({ automountServiceAccountToken: false, enableServiceLinks: false });
  });

  test('have requests and limits', () => {
    expect(container(objects)['resources']).toEqual({
      requests: { cpu: '50m', memory: '128Mi' },
      limits: { cpu: '500m', memory: '256Mi' },
    });
  });

  test('keep serving for a while after the stop signal, without a program in the image', () => {
    expect(container(objects)['lifecycle']).toEqual({ preStop: { sleep: { seconds: 5 } } });
    expect(podSpec(objects)['terminationGracePeriodSeconds']).toBe(35);
  });
});

test('the user is the one asked for', () => {
  const facts = stateful('app', 'prod');
  const objects = render({ ...facts, workload: { ...facts.workload!, runAsUser: 999 } });
  expect(podSpec(objects)['securityContext']).toMatchObject({ runAsUser: 999, runAsGroup: 999, fsGroup: 999 });
});

test('probes ask the paths of the application, by the name of its port', () => {
  const probed = container(render(stateless('app', 'prod')));
  expect(probed['ports']).toEqual([{ name: 'http', containerPort: 8080, protocol: 'TCP' }]);
  expect(probed).toMatchObject({
    startupProbe: { httpGet: { path: '/health', port: 'http' }, periodSeconds: 2, failureThreshold: 30 },
    livenessProbe: { httpGet: { path: '/health', port: 'http' } },
    readinessProbe: { httpGet: { path: '/ready', port: 'http' } },
  });
});

test('or open the port', () => {
  const facts = stateless('app', 'prod', { workload: workload('app', { portName: 'tcp', probe: { type: 'tcp' } }) });
  expect(container(render(facts))).toMatchObject({
    startupProbe: { tcpSocket: { port: 'tcp' } },
    livenessProbe: { tcpSocket: { port: 'tcp' } },
    readinessProbe: { tcpSocket: { port: 'tcp' } },
  });
});
