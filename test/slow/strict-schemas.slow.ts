import { join } from 'node:path';
import fc from 'fast-check';
import { type KubernetesObject, renderApp } from '@goldenpath/manifests';
import type { FleetFacts } from '@goldenpath/model';
import { builtInRegistry, provisioningJob } from '@goldenpath/parts';
import { openFleet, ROOT } from '@goldenpath/testing/fleet';
import { platformObjects, platformsOf } from '@goldenpath/testing/platform-objects';
import { arbitraryFleet, factsOf } from '@goldenpath/testing/fleet-arbitrary';
import { at } from '@goldenpath/testing/planes';
import { restrictedProblems } from '@goldenpath/testing/pod-security';
import { MUTANTS } from '@goldenpath/testing/strict-schemas/mutants';
import { type StrictCheck, strictCheck } from '@goldenpath/testing/strict-schemas/strict-schemas';

const FLEETS = { numRuns: 25, seed: Number(process.env['FLEET_SEED'] ?? 1) };

/** The kinds of objects of the platform, with the field that most of an object is in. */
const SPOILT: Readonly<Record<string, string>> = {
  AppProject: 'spec',
  Application: 'spec',
  ApplicationSet: 'spec',
  ClusterSecretStore: 'spec',
  ConfigMap: '',
  LimitRange: 'spec',
  Namespace: 'metadata',
  NetworkPolicy: 'spec',
  ResourceQuota: 'spec',
  Role: '',
  RoleBinding: '',
  SecretStore: 'spec',
  StorageClass: '',
  ValidatingAdmissionPolicy: 'spec',
  ValidatingAdmissionPolicyBinding: 'spec',
};

let mistakesIn: StrictCheck;
beforeAll(() => {
  mistakesIn = strictCheck();
}, 600_000);

function objectsOf({ apps }: FleetFacts): KubernetesObject[] {
  return apps.flatMap(({ name, environments }) =>
    environments.flatMap((facts) => renderApp(name, facts, builtInRegistry)),
  );
}

function expectNoMistakes(objects: readonly KubernetesObject[]): void {
  const found = objects.map((object) => [`${object.kind} ${object.metadata.name}`, mistakesIn(object)] as const);
  expect(found.filter(([, mistakes]) => mistakes.length > 0)).toEqual([]);
}

test('every object of the example fleet has only fields that exist, of their types', async () => {
  const { facts } = await openFleet(ROOT);
  const objects = objectsOf(facts);
  expect(objects.length).toBeGreaterThan(50);
  expectNoMistakes(objects);
});

test('so has every object of fleets of every shape, and no kind is missing', async () => {
  // Some kinds are rare in fleets that are drawn.
  const { facts } = await openFleet(join(ROOT, 'test/unit/every-part'));
  const always = objectsOf(facts);
  expectNoMistakes(always);
  const kinds = new Set(always.map(({ kind }) => kind));
  fc.assert(
    fc.property(arbitraryFleet(), (fleet) => {
      const objects = objectsOf(factsOf(fleet));
      for (const { kind } of objects) kinds.add(kind);
      expectNoMistakes(objects);
    }),
    FLEETS,
  );
  expect([...kinds].sort()).toEqual([...new Set(MUTANTS.map(({ of }) => of.kind))].sort());
});

test('so has every object of the platform, in both layouts and with every way in', async () => {
  const { facts } = await openFleet(ROOT);
  const kinds = new Set<string>();
  for (const platform of platformsOf(facts.platform)) {
    // The types of cert-manager cannot be made a schema: two of them have one name. Its objects are compared as a whole elsewhere.
    const objects = platformObjects(platform)
      .filter(({ kind }) => kind !== 'ClusterIssuer')
      .map((object) => withoutParameters(object));
    for (const { kind } of objects) kinds.add(kind);
    expectNoMistakes(objects);
  }
  expect([...kinds].sort()).toEqual(Object.keys(SPOILT).sort());
});

/** The parameters of a list generator and the values of a Helm chart are free: they have no schema. */
function withoutParameters(object: KubernetesObject): KubernetesObject {
  const copy = structuredClone(object);
  const { generators = [] } = (copy.spec ?? {}) as { generators?: { list?: { elements: unknown[] } }[] };
  for (const { list } of generators) if (list !== undefined) list.elements = [];
  const { source } = (copy.spec ?? {}) as { source?: { helm?: { valuesObject: object } } };
  if (source?.helm !== undefined) source.helm.valuesObject = {};
  return copy;
}

describe('the schemas of the platform refuse', () => {
  test.each(Object.entries(SPOILT))('an unknown field of a %s', async (kind, field) => {
    const { facts } = await openFleet(ROOT);
    const all = platformsOf(facts.platform).flatMap((platform) => platformObjects(platform));
    const object = structuredClone(all.find((each) => each.kind === kind)) as unknown as Record<string, unknown>;
    const below = field === '' ? object : (object[field] as Record<string, unknown>);
    below['unknown'] = true;
    expect(mistakesIn(object as unknown as KubernetesObject).join('\n')).toContain(
      'must NOT have additional properties',
    );
  });
});

describe('the schemas refuse', () => {
  test.each(MUTANTS)('$what', ({ of, change, mistake }) => {
    expectNoMistakes([of]);
    const mutant = structuredClone(of);
    change(mutant);
    expect(mistakesIn(mutant).join('\n')).toMatch(mistake);
  });
});

describe('the objects of a Job that provisions databases', () => {
  const objects = provisioningJob({
    environment: 'dev',
    instance: 'example-dev',
    namespace: 'goldenpath',
    image: 'example.test/goldenpath:1',
    port: 5432,
    request: '{}',
    secrets: [{ file: 'master', remote: 'goldenpath/dev/rds/master' }],
    store: { name: 'aws', kind: 'ClusterSecretStore', refreshInterval: '1h' },
  }) as KubernetesObject[];
  const job = () => {
    const found = objects.find(({ kind }) => kind === 'Job');
    if (found === undefined) throw new Error('There is no Job.');
    return structuredClone(found);
  };
  const podOf = (object: KubernetesObject) =>
    at(object, 'spec.template.spec') as Parameters<typeof restrictedProblems>[0];

  test('have only fields that exist, of their types', () => {
    expect(objects.map(({ kind }) => kind).toSorted()).toEqual([
      'ConfigMap',
      'ExternalSecret',
      'Job',
      'NetworkPolicy',
      'ServiceAccount',
    ]);
    expectNoMistakes(objects);
  });

  test.each([
    ['spec', 'backOffLimit', 2, /must NOT have additional properties/],
    ['spec.template.spec', 'restartPolicy', 3, /must be/],
    ['spec.template.spec.volumes.0.projected', 'defaultmode', 0o440, /must NOT have additional properties/],
  ] as const)('are refused where %s.%s is %j', (place, field, value, mistake) => {
    const spoilt = job();
    Object.assign(at(spoilt, place) as object, { [field]: value });
    expect(mistakesIn(spoilt).join('\n')).toMatch(mistake);
  });

  test('are admitted by the Pod Security Standard `restricted`', () => {
    expect(restrictedProblems(podOf(job()))).toEqual([]);
  });

  test.each([
    ['', 'hostNetwork', true, 'hostNetwork'],
    ['.volumes.0', 'hostPath', { path: '/' }, 'volumes inputs: hostPath'],
    ['.securityContext', 'runAsNonRoot', false, 'containers provision: runAsNonRoot'],
    ['.securityContext', 'seccompProfile', { type: 'Unconfined' }, 'containers provision: seccompProfile'],
    ['.containers.0.securityContext', 'capabilities', {}, 'containers provision: capabilities.drop'],
    ['.containers.0', 'securityContext', undefined, 'containers provision: allowPrivilegeEscalation'],
  ])('a pod where spec%s.%s is %j is not', (place, field, value, problem) => {
    const spoilt = job();
    Object.assign(at(spoilt, `spec.template.spec${place}`) as object, { [field]: value });
    expect(restrictedProblems(podOf(spoilt))).toContain(problem);
  });
});

test('so has every object of services that many people run', async () => {
  const objects = objectsOf((await openFleet(join(ROOT, 'examples/services'))).facts);
  expect(objects.length).toBeGreaterThan(150);
  expectNoMistakes(objects);
});

test.each([
  ['a job, a worker and a migration', 'test/unit/every-part', ['CronJob', 'Deployment', 'Job', 'StatefulSet']],
  ['services that many people run', 'examples/services', ['CronJob', 'Deployment', 'Job', 'StatefulSet']],
])('every pod of %s is admitted by the Pod Security Standard `restricted`', async (_what, folder, kinds) => {
  const { facts } = await openFleet(join(ROOT, folder));
  const placeOf: Readonly<Record<string, string>> = {
    CronJob: 'spec.jobTemplate.spec.template.spec',
    Deployment: 'spec.template.spec',
    Job: 'spec.template.spec',
    StatefulSet: 'spec.template.spec',
  };
  const found = objectsOf(facts).filter(({ kind }) => placeOf[kind] !== undefined);
  expect([...new Set(found.map(({ kind }) => kind))].sort()).toEqual(kinds);
  const problems = found.map((object) =>
    restrictedProblems(at(object, placeOf[object.kind] ?? '') as Parameters<typeof restrictedProblems>[0]),
  );
  expect(problems.flat()).toEqual([]);
});

test('every pod of the example fleet is admitted by the Pod Security Standard `restricted`', async () => {
  const { facts } = await openFleet(ROOT);
  const workloads = objectsOf(facts).filter(({ kind }) => ['Deployment', 'StatefulSet'].includes(kind));
  expect(workloads.length).toBeGreaterThan(5);
  const problems = workloads.map((object) =>
    restrictedProblems(at(object, 'spec.template.spec') as Parameters<typeof restrictedProblems>[0]),
  );
  expect(problems.flat()).toEqual([]);
});
