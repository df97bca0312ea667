import { randomSource } from './random.mjs';

const DOMAINS = ['orders', 'billing', 'catalog', 'search', 'users', 'stock', 'shipping', 'pricing', 'fraud', 'mail'];
const ROLES = ['api', 'worker', 'gateway', 'web', 'store'];
const TEAMS = ['platform-team', 'app-team', 'data-team', 'security-team'];
const RISKS = ['low', 'medium', 'high'];

/** How many of a hundred applications are of each kind. */
const SHARES = [
  { kind: 'stateless-app', upTo: 45 },
  { kind: 'stateful-app', upTo: 65 },
  { kind: 'backend-app-rds', upTo: 95 },
  { kind: 'rds-database', upTo: 100 },
];

/**
 * The specs of a fleet in which every application runs in all environments of the example platform. The same count
 * always gives the same fleet; a larger one begins with the same applications.
 */
export function fleetSpecs(count) {
  const random = randomSource(2024);
  const specs = [];
  const callable = [];
  for (let index = 0; index < count; index += 1) {
    const spec = appSpec(index, callable, random);
    specs.push(spec);
    if (spec.kind !== 'rds-database') callable.push(spec.name);
  }
  return specs;
}

function appSpec(index, callable, random) {
  // By its place and not by chance, so that small fleets have the same mix as large ones.
  const { kind } = SHARES.find(({ upTo }) => (index * 37) % 100 < upTo);
  const risk = random.pick(RISKS);
  const name = `${random.pick(DOMAINS)}-${random.pick(ROLES)}-${index}`;
  const identity = { kind, name, description: `${kind} number ${index} of the fleet`, owner: random.pick(TEAMS), risk };
  if (kind === 'rds-database') return { ...identity, ...database(name, random) };
  const workload = { ...workloadFields(kind, random), uses: used(callable, random), env: variables(random) };
  if (kind === 'stateful-app') return { ...identity, ...workload, ...stateful(random) };
  if (kind === 'backend-app-rds') return { ...identity, ...workload, ...backend(name, random) };
  return { ...identity, ...workload, overrides: stateless(random) };
}

function workloadFields(kind, random) {
  if (kind === 'stateful-app') return { image: 'redis:7.4', port: 6379, probe: 'tcp', runAsUser: 999 };
  return { runtime: random.pick(['python', 'node']), replicas: 1 + random.below(3), port: 8080 };
}

function used(callable, random) {
  const wanted = random.below(4);
  const names = new Set();
  for (let tries = 0; callable.length > 0 && tries < wanted; tries += 1) names.add(random.pick(callable));
  return [...names];
}

function variables(random) {
  const count = random.below(6);
  return Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`SETTING_${index}`, `value ${random.below(1000)}`]),
  );
}

function stateless(random) {
  return {
    staging: { replicas: 4 },
    prod: { replicas: 5, resources: resources(random), env: { SETTING_0: 'production' }, ...autoscaling(random) },
  };
}

function stateful(random) {
  const storage = { size: `${5 + random.below(20)}Gi`, mountPath: '/data' };
  return { storage, overrides: { prod: { replicas: 3, storage: { size: '50Gi' } } } };
}

function backend(name, random) {
  const { database: settings, overrides } = database(name, random);
  const prod = { ...overrides.prod, replicas: 4, resources: resources(random), ...autoscaling(random) };
  return { database: settings, overrides: { staging: { replicas: 2 }, prod } };
}

function resources(random) {
  return { requests: { cpu: random.pick(['250m', '500m']), memory: '256Mi' }, limits: { cpu: '1', memory: '512Mi' } };
}

function autoscaling(random) {
  return random.chance(0.5) ? { autoscaling: { maxReplicas: 6 + random.below(10), targetCpuPercent: 60 } } : {};
}

function database(name, random) {
  const stem = name.replaceAll('-', '_');
  const settings = { name: `${stem}_db`, username: `u_${stem}`, size: 'small' };
  const prod = { size: random.pick(['medium', 'large']), backupRetentionDays: 14 + random.below(20) };
  return {
    database: settings,
    overrides: { prod: { database: random.chance(0.3) ? { ...prod, instance: 'dedicated' } : prod } },
  };
}
