// The same workloads with cdk8s alone, in the fastest way that it has: an App for each application and environment.
// Called with the number of applications and a folder that is not there yet.
import { createRequire } from 'node:module';
import path from 'node:path';

const require = createRequire(new URL('../../packages/parts/package.json', import.meta.url));
const { App, Chart } = require('cdk8s');
const k8s = require('cdk8s-plus-28/lib/imports/k8s');

const [count, folder] = process.argv.slice(2);
const ENVIRONMENTS = ['dev', 'test', 'staging', 'prod'];

for (let index = 0; index < Number(count); index += 1) {
  for (const environment of ENVIRONMENTS) {
    const app = new App({ outdir: path.join(folder, `app-${index}`, environment) });
    addObjects(new Chart(app, `app-${index}`), `app-${index}`, environment);
    app.synth();
  }
}

function addObjects(chart, name, environment) {
  const labels = { app: name };
  const metadata = { name, labels };
  const port = k8s.IntOrString.fromNumber(8080);
  const probe = { httpGet: { path: '/health', port } };
  new k8s.KubeConfigMap(chart, 'config', { metadata, data: { APP_ENV: environment, LOG_LEVEL: 'info' } });
  new k8s.KubeDeployment(chart, 'deployment', {
    metadata,
    spec: {
      replicas: 2,
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: podSpec(name, probe) },
    },
  });
  new k8s.KubeService(chart, 'service', {
    metadata,
    spec: { selector: labels, ports: [{ port: 80, targetPort: port }] },
  });
  new k8s.KubeIngress(chart, 'ingress', { metadata, spec: { rules: [rule(name)] } });
  new k8s.KubePodDisruptionBudget(chart, 'budget', {
    metadata,
    spec: { maxUnavailable: k8s.IntOrString.fromNumber(1) },
  });
}

function podSpec(name, probe) {
  return {
    securityContext: { runAsNonRoot: true, runAsUser: 10001, seccompProfile: { type: 'RuntimeDefault' } },
    containers: [
      {
        name,
        image: `${name}:latest`,
        ports: [{ containerPort: 8080 }],
        envFrom: [{ configMapRef: { name } }],
        livenessProbe: probe,
        readinessProbe: probe,
        startupProbe: probe,
        resources: { requests: { cpu: k8s.Quantity.fromString('100m'), memory: k8s.Quantity.fromString('128Mi') } },
        securityContext: { readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
      },
    ],
  };
}

function rule(name) {
  const backend = { service: { name, port: { number: 80 } } };
  return { host: `${name}.example.org`, http: { paths: [{ path: '/', pathType: 'Prefix', backend }] } };
}
