import { appName, type Draft } from './draft';
import type { ImportNode, ImportObject } from './node';
import { selects } from './selects';

const TOPOLOGIES: Readonly<Record<string, 'zone' | 'node'>> = {
  'topology.kubernetes.io/zone': 'zone',
  'failure-domain.beta.kubernetes.io/zone': 'zone',
  'kubernetes.io/hostname': 'node',
};

const REQUIRED = 'requiredDuringSchedulingIgnoredDuringExecution';
const PREFERRED = 'preferredDuringSchedulingIgnoredDuringExecution';

const FIELDS = [
  { source: 'podAffinity', field: 'affinity', usual: 'zone' },
  { source: 'podAntiAffinity', field: 'antiAffinity', usual: 'node' },
] as const;

interface Pods {
  readonly own: ImportObject;
  readonly objects: readonly ImportObject[];
}

/** Reads the terms that select the pods of one other workload of the source. The platform spreads the pods of one application. */
export function setAffinity(draft: Draft, node: ImportNode, own: ImportObject, objects: readonly ImportObject[]): void {
  for (const { source, field, usual } of FIELDS) {
    const found = termsIn(node.at(source)).flatMap(({ term, weight, required }) => {
      const other = foundApp(term, required, field, { own, objects });
      if (other === undefined) return [];
      weight?.take();
      return other.app === draft.name ? [] : [{ ...other, required }];
    });
    const distinct = found.filter(({ app }, index) => found.findIndex((other) => other.app === app) === index);
    for (const { app } of distinct) draft.beside.add(app);
    const entries = distinct.map(({ app, topology, required }) => ({
      app,
      ...(topology !== usual && { topology }),
      ...(required && { required }),
    }));
    if (entries.length > 0) draft.set(['pod', field], entries, node.at(source));
  }
}

interface Term {
  readonly term: ImportNode;
  readonly weight?: ImportNode;
  readonly required: boolean;
}

function termsIn(node: ImportNode): Term[] {
  const required = node.at(REQUIRED).items();
  const preferred = node.at(PREFERRED).items();
  return [
    ...required.map((term) => ({ term, required: true })),
    ...preferred.map((each) => ({ term: each.at('podAffinityTerm'), weight: each.at('weight'), required: false })),
  ];
}

/** Returns the application that a term selects, which can be its own, where a spec can say so, and marks the term as read. */
function foundApp(
  term: ImportNode,
  required: boolean,
  field: 'affinity' | 'antiAffinity',
  { own, objects }: Pods,
): { readonly app: string; readonly topology: 'zone' | 'node' } | undefined {
  const [labels, key] = [term.at('labelSelector', 'matchLabels'), term.at('topologyKey')];
  const topology = TOPOLOGIES[key.text() ?? ''];
  const selected = objects.filter((object) => isIn(object, term, own) && selects(labels.value, podLabels(object)));
  const [other, ...more] = selected;
  if (topology === undefined || other === undefined || more.length > 0) return undefined;
  if (other === own && required) {
    term.leaveOut('`pod.spread` says how the pods of one application are spread.');
    return undefined;
  }
  if (field === 'affinity' && required && other !== own) {
    term.leaveOut('Pods run near others where nodes have room: `pod.affinity` without a condition.');
    return undefined;
  }
  if (required && topology === 'zone') {
    term.leaveOut('Pods can keep away from nodes with others, and not from zones.');
    return undefined;
  }
  for (const read of [labels, key, term.at('namespaces')]) read.take();
  return { app: appName(other.node.at('metadata', 'name').text() ?? ''), topology };
}

/** Whether a term is about pods of the namespace of an object. Without namespaces, it is about those beside its own pods. */
function isIn(object: ImportObject, term: ImportNode, own: ImportObject): boolean {
  const named = term.at('namespaces').value;
  const namespaces = Array.isArray(named) && named.length > 0 ? named : [namespaceOf(own)];
  return namespaces.includes(namespaceOf(object));
}

function namespaceOf({ node }: ImportObject): string {
  return node.at('metadata', 'namespace').text() ?? '';
}

function podLabels({ node }: ImportObject): unknown {
  return node.at('spec', 'template', 'metadata', 'labels').value;
}
