import type { Draft } from './draft';
import type { ImportNode, ImportObject } from './node';
import { own } from './pod-variables';
import { selects } from './selects';
import { setScaledObject, TARGET_FIELDS } from './scaled-object';
import { takeMetadata, templateOf } from './workload';

/** Reads what belongs to a workload: its Services, routes, autoscaler and disruption budget. */
export function setAround(
  draft: Draft,
  workload: ImportObject,
  objects: readonly ImportObject[],
  environment: string,
): void {
  const labels = templateOf(workload).at('metadata', 'labels').value;
  const services = objects.filter(
    (object) => isKind(object, 'Service') && selects(object.node.at('spec', 'selector').value, labels),
  );
  for (const service of services) setService(draft, service);
  const names = services.map((service) => service.node.at('metadata', 'name').text() ?? '');
  const routes = objects.filter(
    (object) => /^(Ingress|HTTPRoute)$/.test(object.node.at('kind').text() ?? '') && leadsTo(object, names),
  );
  const [route, ...further] = routes;
  if (route !== undefined) setRoute(draft, route, environment);
  // A second one leads to another host or port.
  for (const each of further) {
    draft.objects.push(each);
    each.leaveOut([], 'Add it to `routes` of the spec.');
  }
  const hasPorts = draft.get('port') !== undefined || ((draft.get('ports') as unknown[] | undefined) ?? []).length > 0;
  if (routes.length === 0 && hasPorts) draft.set(['ingress'], false);
  for (const object of objects)
    if (
      isKind(object, 'HorizontalPodAutoscaler') &&
      object.node.at('spec', 'scaleTargetRef', 'name').value === workload.node.at('metadata', 'name').value
    )
      setAutoscaling(draft, object);
    else if (
      isKind(object, 'ScaledObject') &&
      object.node.at('spec', 'scaleTargetRef', 'name').value === workload.node.at('metadata', 'name').value
    )
      setScaledObject(draft, object, objects);
    else if (
      isKind(object, 'PodDisruptionBudget') &&
      selects(object.node.at('spec', 'selector', 'matchLabels').value, labels)
    ) {
      own(draft, object);
      object.node.at('spec').take();
    }
}

function isKind({ node }: ImportObject, kind: string): boolean {
  return node.at('kind').text() === kind;
}

function setService(draft: Draft, service: ImportObject): void {
  own(draft, service);
  const spec = service.node.at('spec');
  for (const field of [
    'selector',
    'clusterIP',
    'clusterIPs',
    'ipFamilies',
    'ipFamilyPolicy',
    'internalTrafficPolicy',
    'publishNotReadyAddresses',
    'sessionAffinity',
  ])
    spec.at(field).take();
  if (spec.at('type').value === 'ClusterIP') spec.at('type').take();
  else spec.at('type').leaveOut('Applications are reachable from outside through their route.');
  const first =
    (draft.get('port') as number | undefined) ??
    (draft.get('ports') as { readonly port: number }[] | undefined)?.[0]?.port;
  for (const port of spec.at('ports').items()) {
    const number = port.at('port').value;
    for (const field of ['name', 'targetPort', 'protocol', 'appProtocol']) port.at(field).take();
    if (number === 80 || number === first || spec.at('clusterIP').value === 'None') port.at('port').take();
    else
      port
        .at('port')
        .leaveOut('Callers reach the first port of an application on port 80, and others under their own numbers.');
  }
}

/** Whether a route leads to one of the Services. */
function leadsTo({ node }: ImportObject, services: readonly string[]): boolean {
  const text = JSON.stringify(node.at('spec').value ?? {});
  return services.some((name) => text.includes(`"name":${JSON.stringify(name)}`));
}

/** The hosts are those of one environment: in others, the platform makes the host from the name of the application. */
function setRoute(draft: Draft, route: ImportObject, environment: string): void {
  const { node } = route;
  draft.objects.push(route);
  takeMetadata(node.at('metadata'));
  const annotations = node.at('metadata', 'annotations');
  for (const [name, value] of annotations.entries()) {
    if (/^(cert-manager\.io|kubernetes\.io\/ingress\.class|kubernetes\.io\/tls-acme|external-dns)/.test(name))
      value.take();
    else if (value.text() !== undefined) {
      value.take();
      draft.set(['route', 'annotations', name], value.text(), value);
    }
  }
  const spec = node.at('spec');
  for (const field of ['ingressClassName', 'tls', 'parentRefs', 'defaultBackend']) spec.at(field).take();
  const rules = spec.at('rules').items();
  const hosts = [...rules.map((rule) => rule.at('host')), ...spec.at('hostnames').items()];
  const named = hosts.flatMap((host) => host.takeText() ?? []);
  if (named.length > 0) draft.set(['overrides', environment, 'route', 'hosts'], [...new Set(named)], hosts[0]);
  const paths = rules.flatMap((rule) => [...rule.at('http', 'paths').items(), ...rule.at('matches').items()]);
  setPaths(draft, paths);
  for (const rule of rules) rule.at('backendRefs').take();
}

/** A path that is a pattern is refused when the spec is checked. */
function setPaths(draft: Draft, nodes: readonly ImportNode[]): void {
  const paths = nodes.flatMap((node) => {
    const path = node.at('path');
    const text = path.text() ?? path.at('value').text();
    node.take();
    return text === undefined ? [] : [text === '/' ? text : text.replace(/\/$/, '')];
  });
  if (paths.some((path) => path !== '/')) draft.set(['route', 'paths'], [...new Set(paths)], nodes[0]);
}

function setAutoscaling(draft: Draft, object: ImportObject): void {
  own(draft, object);
  const spec = object.node.at('spec');
  spec.at('scaleTargetRef').take();
  const least = spec.at('minReplicas').takeNumber();
  const most = spec.at('maxReplicas').takeNumber();
  if (most === undefined || draft.kind === 'stateful-app') return;
  draft.set(['autoscaling'], { maxReplicas: most }, spec.at('maxReplicas'));
  // `replicas` is the least number of pods.
  draft.set(['replicas'], least ?? 1, spec.at('minReplicas'));
  const old = spec.at('targetCPUUtilizationPercentage').takeNumber();
  if (old !== undefined) draft.set(['autoscaling', 'targetCpuPercent'], old, spec.at('targetCPUUtilizationPercentage'));
  for (const metric of spec.at('metrics').items()) {
    const target = metric.at('resource', 'target', 'averageUtilization');
    const field = TARGET_FIELDS.get(metric.at('resource', 'name').value);
    if (field === undefined || typeof target.value !== 'number') continue;
    metric.take();
    draft.set(['autoscaling', field], target.value, target);
  }
}
