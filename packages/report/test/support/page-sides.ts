import type { FleetFacts } from '@goldenpath/model';
import { load } from 'js-yaml';
import { openFleet, ROOT } from '@goldenpath/testing/fleet';
import type { FleetVersion, KubernetesObject, FleetVersions } from '@goldenpath/review';

/** Fleets that a page can be made of: these facts, and these objects by application, environment and `before` or `after`. */
export function sidesOf(
  facts: FleetFacts,
  objects: readonly [string, string, KubernetesObject | null, KubernetesObject | null][] = [],
): FleetVersions {
  const side = (which: 2 | 3): FleetVersion => {
    const byApp = new Map<string, Map<string, KubernetesObject[]>>();
    for (const entry of objects) {
      const [app, environment] = entry;
      const object = entry[which];
      if (object === null) continue;
      const own = byApp.get(app) ?? new Map<string, KubernetesObject[]>();
      own.set(environment, [...(own.get(environment) ?? []), object]);
      byApp.set(app, own);
    }
    return { facts, platformFile: null, writtenApps: new Map(), objects: byApp, stacks: new Map() };
  };
  return { base: side(2), head: side(3) };
}

/** A manifest, from YAML. */
export function manifest(yaml: string): KubernetesObject {
  return load(yaml) as KubernetesObject;
}

/** The facts of the example fleet. */
export async function exampleFacts(): Promise<FleetFacts> {
  return (await openFleet(ROOT)).facts;
}

/** Before and after of what the sample review changes. */
export function sampleSides(facts: FleetFacts): FleetVersions {
  const deployment = (replicas: number, memory: string) =>
    manifest(`
apiVersion: apps/v1
kind: Deployment
metadata: { name: orders-api, labels: { app: orders-api, owner: app-team } }
spec:
  replicas: ${replicas}
  template:
    spec:
      containers:
        - name: orders-api
          image: orders-api
          resources: { limits: { memory: ${memory} } }
`);
  const ingress = manifest('{ apiVersion: v1, kind: Ingress, metadata: { name: orders-api }, spec: { host: orders } }');
  return sidesOf(facts, [
    ['orders-api', 'staging', deployment(2, '256Mi'), deployment(3, '256Mi')],
    ['orders-api', 'prod', deployment(3, '256Mi'), deployment(3, '512Mi')],
    ['orders-api', 'prod', ingress, null],
  ]);
}

/** What tells one form of a fact from another, and what a picture counts with. */
const FORMS: readonly string[] = ['source', 'mode', 'type', 'controller', 'exposure'];

/** A fleet in which every text is this one. */
export function hostileSides(facts: FleetFacts, text: string): FleetVersions {
  const hostile = replaceTexts(facts, text) as FleetFacts;
  const object = (value: string): KubernetesObject => ({
    apiVersion: text,
    kind: 'ConfigMap',
    metadata: { name: text, labels: { [text]: text } },
    data: { [text]: value, list: [text, value] },
  });
  return sidesOf(hostile, [[text, text, object(`${text} before`), object(`${text} after`)]]);
}

function replaceTexts(value: unknown, text: string): unknown {
  if (typeof value === 'string') return text;
  if (Array.isArray(value)) return value.map((item) => replaceTexts(item, text));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, FORMS.includes(key) ? item : replaceTexts(item, text)]),
  );
}
