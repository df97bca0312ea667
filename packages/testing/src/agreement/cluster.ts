import type { KubernetesObject } from '@goldenpath/manifests';
import { isOfFurtherPods, podTemplateOf, workloadOf } from '../rendered/objects';
import { at, objectsOf, type Planes, type RenderedApp } from '../planes';
import type { Agreement, StatedPlatform } from './agreement';

/** What the objects in the cluster say of each other, and of the environment's hosts. */
export const IN_THE_CLUSTER: readonly Agreement[] = [
  { name: 'every object has a name of its own in its namespace', check: objectsAreDistinct },
  { name: 'what an application uses is a Service that is there', check: usesLeadToServices },
  { name: 'routes lead to Services, and Services to pods', check: routesLeadToPods },
  { name: 'what a workload names is there', check: workloadReferencesExist },
  { name: 'further pods have objects of their own, and the variables of the application', check: furtherPodsAreWhole },
  { name: 'pods run near the pods of applications that are there, or away from them', check: affinitiesLeadToPods },
  { name: 'hosts, certificates and issuers belong together', check: hostsHaveTheirIssuer },
];

function objectsAreDistinct(planes: Planes): void {
  for (const objects of environmentsOf(planes).values()) {
    const identities = objects.map(({ apiVersion, kind, metadata }) =>
      [apiVersion, kind, metadata.namespace, metadata.name].join(' '),
    );
    expect(identities).toEqual([...new Set(identities)]);
  }
}

function usesLeadToServices(planes: Planes): void {
  const everything = environmentsOf(planes);
  for (const { facts, objects } of withWorkload(planes)) {
    const [configuration] = objectsOf(objects, 'ConfigMap');
    const variables = at(configuration, 'data') as Record<string, string>;
    const services = objectsOf(everything.get(facts.environment) ?? [], 'Service').map(addressesOf);
    for (const name of facts.uses) {
      const stem = name.toUpperCase().replaceAll('-', '_');
      const [host, port, url] = ['HOST', 'PORT', 'URL'].map((what) => variables[`${stem}_${what}`]);
      expect(services).toContainEqual([host, port]);
      if (url !== undefined) expect(url).toBe(`http://${host}${port === '80' ? '' : `:${port}`}`);
    }
  }
}

/** A term selects pods of one other application, in its namespace. */
function affinitiesLeadToPods(planes: Planes): void {
  const everything = environmentsOf(planes);
  for (const { facts, objects } of ofOwnPods(planes)) {
    const terms = affinityTerms(workloadOf(objects));
    const { affinity = [], antiAffinity = [] } = facts.pods ?? {};
    expect(terms).toHaveLength(affinity.length + antiAffinity.length);
    const workloads = (everything.get(facts.environment) ?? []).filter(({ kind }) => WORKLOADS.has(kind));
    for (const { labelSelector, namespaces = [facts.namespace] } of terms) {
      const selected = workloads.filter(
        (workload) =>
          namespaces.includes(workload.metadata.namespace ?? '') &&
          Object.entries(labelSelector.matchLabels).every(
            ([label, value]) => at(podTemplateOf(workload), 'metadata.labels')?.[label as never] === value,
          ),
      );
      expect(selected).toHaveLength(1);
      expect(selected[0]?.metadata.name).not.toBe(workloadOf(objects).metadata.name);
    }
  }
}

const WORKLOADS: ReadonlySet<string> = new Set(['Deployment', 'StatefulSet', 'CronJob']);

interface AffinityTerm {
  readonly labelSelector: { readonly matchLabels: Readonly<Record<string, string>> };
  readonly namespaces?: readonly string[];
}

function affinityTerms(workload: KubernetesObject): AffinityTerm[] {
  const pods = podTemplateOf(workload);
  return ['podAffinity', 'podAntiAffinity'].flatMap((field) => {
    const [required, preferred] = ['required', 'preferred'].map(
      (how) => (at(pods, `spec.affinity.${field}.${how}DuringSchedulingIgnoredDuringExecution`) ?? []) as object[],
    );
    return [...(required ?? []), ...(preferred ?? []).map((each) => at(each, 'podAffinityTerm'))] as AffinityTerm[];
  });
}

/** The host and the port that a Service is called by. */
function addressesOf(service: KubernetesObject): [string, string] {
  const { name, namespace } = service.metadata;
  return [`${name}.${namespace}.svc.cluster.local`, String(at(service, 'spec.ports.0.port'))];
}

function routesLeadToPods(planes: Planes): void {
  for (const { facts, objects } of ofOwnPods(planes)) {
    const services = objectsOf(objects, 'Service');
    const pods = podTemplateOf(workloadOf(objects));
    const containerPorts = (at(pods, 'spec.containers.0.ports') ?? []) as { containerPort: number }[];
    for (const service of services) {
      expect(at(pods, 'metadata.labels')).toMatchObject(at(service, 'spec.selector') as object);
      expect(containerPorts.map(({ containerPort }) => containerPort)).toContain(
        at(service, 'spec.ports.0.targetPort'),
      );
    }
    const reachable = services
      .filter((service) => at(service, 'spec.clusterIP') !== 'None')
      .flatMap((service) =>
        (at(service, 'spec.ports') as object[]).map((port) => [service.metadata.name, at(port, 'port')]),
      );
    const backends = backendsOf(objects);
    for (const backend of backends) expect(reachable).toContainEqual(backend);
    expect(new Set(backends.map(String))).toEqual(
      new Set(routesIn(facts).map(({ serviceName, servicePort }) => `${serviceName},${servicePort}`)),
    );
  }
}

/** The first route of an application, and the further ones. */
function routesIn({ route }: RenderedApp['facts']): Omit<NonNullable<typeof route>, 'routes'>[] {
  return route === undefined ? [] : [route, ...Object.values(route.routes ?? {})];
}

interface IngressRule {
  readonly host: string;
  readonly http: { readonly paths: readonly { readonly path: string; readonly backend: object }[] };
}

/** The Services and ports that an application's routes lead to. */
function backendsOf(objects: readonly KubernetesObject[]): unknown[][] {
  const ingress = objectsOf(objects, 'Ingress').flatMap((object) =>
    (at(object, 'spec.rules') as IngressRule[]).flatMap(({ http }) => http.paths.map(({ backend }) => backend)),
  );
  const gateway = routesOf(objects).map((object) => at(object, 'spec.rules.0.backendRefs.0'));
  return [
    ...ingress.map((backend) => [at(backend, 'service.name'), at(backend, 'service.port.number')]),
    ...gateway.map((service) => [at(service, 'name'), at(service, 'port')]),
  ];
}

/** Routes of a Gateway that are not redirects. */
function routesOf(objects: readonly KubernetesObject[]): KubernetesObject[] {
  return [...objectsOf(objects, 'HTTPRoute'), ...objectsOf(objects, 'TCPRoute')].filter(
    ({ metadata }) => !metadata.name.endsWith('.redirect'),
  );
}

/** Services, autoscalers and budgets of further pods lead to these, and to no others. */
function furtherPodsAreWhole(planes: Planes): void {
  for (const { objects } of withWorkload(planes)) {
    const further = objects.filter(isOfFurtherPods);
    const own = podTemplateOf(workloadOf(objects));
    for (const workload of objectsOf(further, 'Deployment')) {
      const pods = podTemplateOf(workload);
      expect(at(pods, 'metadata.labels')).toMatchObject(at(workload, 'spec.selector.matchLabels') as object);
      for (const shared of ['image', 'envFrom'])
        expect(at(pods, `spec.containers.0.${shared}`)).toEqual(at(own, `spec.containers.0.${shared}`));
    }
    for (const service of objectsOf(further, 'Service')) {
      const pods = podTemplateOf(objectNamed(further, service.metadata.name));
      expect(at(pods, 'metadata.labels')).toMatchObject(at(service, 'spec.selector') as object);
    }
    for (const scaler of scalersOf(further)) {
      expect(at(scaler, 'spec.scaleTargetRef.name')).toBe(scaler.metadata.name);
      expect(at(objectNamed(further, scaler.metadata.name), 'spec.replicas')).toBeUndefined();
    }
    for (const budget of objectsOf(further, 'PodDisruptionBudget'))
      expect(at(podTemplateOf(objectNamed(further, budget.metadata.name)), 'metadata.labels')).toMatchObject(
        at(budget, 'spec.selector.matchLabels') as object,
      );
  }
}

/** Autoscalers, and what KEDA makes autoscalers from. Only one of them can have a target. */
function scalersOf(objects: readonly KubernetesObject[]): KubernetesObject[] {
  const scalers = [...objectsOf(objects, 'HorizontalPodAutoscaler'), ...objectsOf(objects, 'ScaledObject')];
  const targets = scalers.map((scaler) => at(scaler, 'spec.scaleTargetRef.name'));
  expect(targets).toEqual([...new Set(targets)]);
  for (const scaler of objectsOf(objects, 'ScaledObject')) {
    const named = at(scaler, 'spec.triggers.0.authenticationRef.name');
    expect(objectsOf(objects, 'TriggerAuthentication').map(({ metadata }) => metadata.name)).toContain(named);
  }
  return scalers;
}

function objectNamed(objects: readonly KubernetesObject[], name: string): KubernetesObject {
  const found = objectsOf(objects, 'Deployment').find(({ metadata }) => metadata.name === name);
  if (found === undefined) throw new Error(`There is no Deployment ${name}.`);
  return found;
}

function workloadReferencesExist(planes: Planes): void {
  for (const { facts, objects } of ofOwnPods(planes)) {
    const workload = workloadOf(objects);
    const pods = podTemplateOf(workload);
    const labels = at(pods, 'metadata.labels');
    const sources = at(pods, 'spec.containers.0.envFrom') as object[];
    // Grafana reads dashboards, and no pod does.
    const maps = objectsOf(objects, 'ConfigMap')
      .filter(({ metadata }) => metadata.labels?.['grafana_dashboard'] === undefined)
      .map(({ metadata }) => metadata.name);
    const files = namesOfVolumes(workload, 'configMap.name');
    expect(maps).toEqual(expect.arrayContaining(files));
    const configurations = maps.filter((name) => !files.includes(name)).map((name) => ({ configMapRef: { name } }));
    const made = secretsOf(facts, objects);
    const mounted = namesOfVolumes(workload, 'secret.secretName');
    expect(made).toEqual(expect.arrayContaining(mounted));
    const secrets = made.filter((name) => !mounted.includes(name)).map((name) => ({ secretRef: { name } }));
    expect(sources).toEqual([...configurations, ...secrets]);
    // A job chooses its selector by itself.
    expect(labels).toMatchObject((at(workload, 'spec.selector.matchLabels') ?? {}) as object);
    for (const scaler of scalersOf(objects)) {
      const { apiVersion, kind, metadata } = workload;
      expect(at(scaler, 'spec.scaleTargetRef')).toEqual({ apiVersion, kind, name: metadata.name });
      expect(at(workload, 'spec.replicas')).toBeUndefined();
    }
    for (const budget of objectsOf(objects, 'PodDisruptionBudget'))
      expect(labels).toMatchObject(at(budget, 'spec.selector.matchLabels') as object);
    if (workload.kind === 'StatefulSet') expect(headless(objects)).toEqual([at(workload, 'spec.serviceName')]);
  }
}

/** The Secrets that objects make or that are to be sealed first, in the order of the parts. */
function secretsOf(
  { credentials, secrets, databaseAccess, cacheCredentials }: RenderedApp['facts'],
  objects: readonly KubernetesObject[],
): string[] {
  const made = [
    ...objectsOf(objects, 'ExternalSecret').map((object) => (at(object, 'spec.target') as { name: string }).name),
    ...objectsOf(objects, 'SealedSecret').map((object) => at(object, 'spec.template.metadata.name') as string),
  ];
  const ofDatabases = Object.values(databaseAccess?.databases ?? {}).map((access) => access.credentials);
  const groups = [credentials, secrets?.variables, secrets?.files, ...ofDatabases, cacheCredentials];
  const wanted = groups.flatMap((group) => group ?? []);
  const isUnsealed = (group: (typeof wanted)[number]) => 'sealed' in group && group.sealed.encryptedData === undefined;
  expect(wanted.filter((group) => !isUnsealed(group)).map(({ secretName }) => secretName)).toEqual(made);
  return wanted.map(({ secretName }) => secretName);
}

/** The names of Secrets or ConfigMaps that are mounted. */
function namesOfVolumes(workload: KubernetesObject, path: 'secret.secretName' | 'configMap.name'): string[] {
  const volumes = at(podTemplateOf(workload), 'spec.volumes') as object[];
  return volumes.flatMap((volume) => (at(volume, path) as string | undefined) ?? []);
}

function headless(objects: readonly KubernetesObject[]): string[] {
  const services = objectsOf(objects, 'Service').filter((service) => at(service, 'spec.clusterIP') === 'None');
  return services.map(({ metadata }) => metadata.name);
}

/** A path of a host leads to one route, and each certificate comes from one place. */
function hostsHaveTheirIssuer(planes: Planes, { environments }: StatedPlatform): void {
  const claims: string[] = [];
  for (const { facts, objects } of withWorkload(planes)) {
    const stated = environments.find(({ name }) => name === facts.environment);
    for (const ingress of objectsOf(objects, 'Ingress')) {
      const rules = at(ingress, 'spec.rules') as IngressRule[];
      for (const { host, http } of rules) claims.push(...http.paths.map(({ path }) => `${host}${path}`));
      const tls = (at(ingress, 'spec.tls') ?? []) as { hosts: string[]; secretName?: string }[];
      expect(tls.flatMap(({ hosts }) => hosts)).toEqual(tls.length === 0 ? [] : rules.map(({ host }) => host));
      const issuer = ingress.metadata.annotations?.['cert-manager.io/cluster-issuer'];
      if (issuer !== undefined) expect(tls.map(({ secretName }) => secretName)).not.toContain(undefined);
      if (facts.route?.class !== undefined || ingress.metadata.name.includes('.')) continue;
      expect(issuer).toBe(stated?.clusterIssuer);
      const own = issuer === undefined ? undefined : { secretName: `${ingress.metadata.name}-tls` };
      const secret = stated?.certificate ?? own;
      expect(tls.length > 0).toBe(secret !== undefined);
      if (secret !== undefined && facts.route?.ownHosts === undefined) expect(tls[0]).toEqual({ ...tls[0], ...secret });
    }
    for (const route of objectsOf(objects, 'HTTPRoute')) {
      if (route.metadata.name.endsWith('.redirect')) continue;
      const paths = (at(route, 'spec.rules.0.matches') as object[]).map((match) => at(match, 'path.value') as string);
      for (const host of at(route, 'spec.hostnames') as string[]) claims.push(...paths.map((path) => `${host}${path}`));
    }
  }
  expect(claims).toEqual([...new Set(claims)]);
}

function withWorkload({ rendered }: Planes): RenderedApp[] {
  return rendered.filter(({ objects }) => objects.length > 0);
}

/** Without the objects of further pods. */
function ofOwnPods(planes: Planes): RenderedApp[] {
  return withWorkload(planes).map(({ objects, ...app }) => ({
    ...app,
    objects: objects.filter((object) => !isOfFurtherPods(object)),
  }));
}

/** All objects of each environment, as they are in one cluster. */
function environmentsOf({ rendered }: Planes): Map<string, KubernetesObject[]> {
  const found = new Map<string, KubernetesObject[]>();
  for (const { facts, objects } of rendered)
    found.set(facts.environment, [...(found.get(facts.environment) ?? []), ...objects]);
  return found;
}
