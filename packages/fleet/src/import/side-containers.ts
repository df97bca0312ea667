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
  const isOwn = image === main?.at('image').text() || image.startsWith(`${registry}/`);
  const own = startSideContainer(draft, node, { name, image, isOwn });
  if (own === undefined) return;
  for (const taken of [...TAKEN, 'image']) node.at(taken).take();
  for (const words of ['command', 'args'] as const) {
    const found = node.at(words).takeTexts();
    if (found !== undefined) own.words(words, found, node.at(words));
  }
  if (field === 'sidecars') setPorts(own, node);
  setFields(own, node);
  setContainerVariables(own, node, objects);
  const folders = takeMounts(draft, node);
  const isLateSidecar = field === 'sidecars' && isLate;
  addSideContainer(draft, own, { field, image: isOwn ? undefined : image, folders, isLate: isLateSidecar, node });
}

/** Returns the draft of a container beside that of an application, or `undefined` if a spec cannot have it. */
export function startSideContainer(
  draft: Draft,
  node: ImportNode,
  { name, image, isOwn }: { readonly name: string; readonly image: string; readonly isOwn: boolean },
): Draft | undefined {
  const [workload] = draft.objects;
  if (workload === undefined) return undefined;
  if (!NAME.test(name)) node.leaveOut('The name is not that of a sidecar: at most 30 characters, from a letter on.');
  else if (!isOwn && !isVersioned(image)) node.leaveOut('The image has no version.');
  else return new Draft(name, draft.kind, workload);
  return undefined;
}

interface SideContainer {
  readonly field: 'sidecars' | 'initContainers';
  /** @default that of the application */
  readonly image: string | undefined;
  /** The folders of the application that it mounts. */
  readonly folders: readonly string[];
  readonly isLate: boolean;
  readonly node: ImportNode;
}

/** Adds a container that was read into a draft of its own. */
export function addSideContainer(
  draft: Draft,
  own: Draft,
  { field, image, folders, isLate, node }: SideContainer,
): void {
  const { kind: _, name: __, secrets = {}, ...fields } = own.fields;
  for (const variable of Object.keys(secrets as object)) draft.set(['secrets', variable], {}, node);
  draft.secrets.push(...own.secrets);
  for (const object of own.objects) if (!draft.objects.includes(object)) draft.objects.push(object);
  const needsSecrets = image !== undefined && own.secrets.length > 0;
  const seesAll = image === undefined || needsSecrets;
  const all = {
    ...(image !== undefined && { image }),
    ...fields,
    ...(needsSecrets && { inherit: 'all' }),
    // What sees all of the application has its folders too.
    ...(!seesAll && folders.length > 0 && { mounts: folders }),
    ...(isLate && { afterInitContainers: true }),
  };
  draft.set([field, own.name], all, node);
}

/** Reads what a container mounts. Returns the names of the folders that it shares with the application. */
function takeMounts(draft: Draft, node: ImportNode): string[] {
  return node
    .at('volumeMounts')
    .items()
    .flatMap((mount) => {
      const folder = sharedFolder(draft, mount);
      if (folder !== undefined || mount.at('mountPath').text() === '/tmp') mount.take();
      else
        mount.leaveOut(
          'It has `/tmp` for itself, the folders of `mounts` at the paths of the application, and with `inherit: all` its files.',
        );
      return folder ?? [];
    });
}

/** Returns the folder of the application with the same volume at the same path. */
function sharedFolder(draft: Draft, mount: ImportNode): string | undefined {
  if (mount.at('subPath').isGiven) return undefined;
  const folders = Object.entries(Object(draft.get('volumes', 'emptyDirs')) as Record<string, { mountPath: string }>);
  return folders.find(
    ([name, { mountPath }]) =>
      mountPath === mount.at('mountPath').text() &&
      draft.origins
        .get(JSON.stringify(['volumes', 'emptyDirs', name]))
        ?.at('name')
        .text() === mount.at('name').text(),
  )?.[0];
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
