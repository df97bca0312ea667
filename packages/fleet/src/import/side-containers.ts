import { Draft } from './draft';
import { isVersioned } from './images';
import type { ImportNode } from './node';
import { setContainerVariables } from './pod-variables';
import type { Surroundings } from './surroundings';

/** The longest name of a sidecar or an init container. */
const NAME = /^[a-z]([a-z0-9-]{0,28}[a-z0-9])?$/;

/** What the platform sets in every container, and what Kubernetes calls a sidecar. */
const TAKEN = [
  'name',
  'imagePullPolicy',
  'terminationMessagePath',
  'terminationMessagePolicy',
  'lifecycle',
  'restartPolicy',
];

/** Fields that are read as those of the application's container are. */
type SetFields = (draft: Draft, container: ImportNode) => void;

/** Reads the init containers of a pod, and the containers beside the main one, in the order in which they start. */
export function setSideContainers(
  draft: Draft,
  { main, others, init }: { main: ImportNode | undefined; others: readonly ImportNode[]; init: readonly ImportNode[] },
  surroundings: Surroundings,
  setFields: SetFields,
): void {
  const isNative = (node: ImportNode) => node.at('restartPolicy').text() === 'Always';
  const firstInit = init.findIndex((node) => !isNative(node));
  for (const [index, node] of init.entries()) {
    const isLate = firstInit >= 0 && index > firstInit;
    if (isNative(node)) setOne(draft, 'sidecars', node, { main, isLate }, surroundings, setFields);
    else setOne(draft, 'initContainers', node, { main, isLate: false }, surroundings, setFields);
  }
  // Ordinary containers start after all init containers.
  const isLate = firstInit >= 0;
  for (const node of others) setOne(draft, 'sidecars', node, { main, isLate }, surroundings, setFields);
}

function setOne(
  draft: Draft,
  field: 'sidecars' | 'initContainers',
  node: ImportNode,
  { main, isLate }: { readonly main: ImportNode | undefined; readonly isLate: boolean },
  { objects, registry }: Surroundings,
  setFields: SetFields,
): void {
  const name = node.at('name').text() ?? '';
  const image = node.at('image').text() ?? '';
  const [workload] = draft.objects;
  if (workload === undefined) return;
  if (!NAME.test(name))
    return node.leaveOut('The name is not that of a sidecar: at most 30 characters, from a letter on.');
  const isOwn = image === main?.at('image').text() || image.startsWith(`${registry}/`);
  if (!isOwn && !isVersioned(image)) return node.leaveOut('The image has no version.');
  for (const taken of [...TAKEN, 'image']) node.at(taken).take();
  const own = new Draft(name, draft.kind, workload);
  for (const words of ['command', 'args'] as const) {
    const found = node.at(words).takeTexts();
    if (found !== undefined) own.words(words, found, node.at(words));
  }
  if (field === 'sidecars') setPorts(own, node);
  setFields(own, node);
  setContainerVariables(own, node, objects);
  for (const mount of node.at('volumeMounts').items()) {
    if (mount.at('mountPath').text() === '/tmp') mount.take();
    else mount.leaveOut('It has only `/tmp` for itself, and with `inherit: all` the files of the application.');
  }
  const { kind: _, name: __, secrets = {}, ...fields } = own.fields;
  for (const variable of Object.keys(secrets as object)) draft.set(['secrets', variable], {}, node);
  draft.secrets.push(...own.secrets);
  for (const object of own.objects) if (!draft.objects.includes(object)) draft.objects.push(object);
  const seesSecrets = !isOwn && own.secrets.length > 0;
  const all = {
    ...(!isOwn && { image }),
    ...fields,
    ...(seesSecrets && { inherit: 'all' }),
    ...(field === 'sidecars' && isLate && { afterInitContainers: true }),
  };
  draft.set([field, name], all, node);
}

/** A port without a name gets its number as one. */
function setPorts(own: Draft, node: ImportNode): void {
  const ports = node
    .at('ports')
    .items()
    .flatMap((each) => {
      const port = each.at('containerPort').takeNumber();
      const name = each.at('name').takeText() ?? `port-${port ?? ''}`;
      const isUdp = each.at('protocol').takeText() === 'UDP';
      return port === undefined ? [] : [{ name, port, ...(isUdp && { protocol: 'udp' }) }];
    });
  if (ports.length > 0) own.set(['ports'], ports, node.at('ports'));
}
