import { secretsInText } from '@goldenpath/extension';
import { portOfCheck } from './compose-healthcheck';
import { NO_BYTE_ORDER_MARK, tryReadText } from './documents';
import type { Draft } from './draft';
import type { ImportNode } from './node';
import { type FoundPort, setPorts } from './ports';
import { memoryOfDocker, secondsOf } from './quantities';
import { folderName } from './pod-volumes';
import { setStorageKind } from './databases';
import type { ReadContext } from './read';

/** The size of a volume whose source does not say it. */
const VOLUME_SIZE = '10Gi';

/**
 * Reads `ports` and `expose`. The port of the container counts: that of the host is of this machine. Where the service names none, its ports
 * are those at which others address it, or that its health check requests.
 *
 * @param addressed - The ports at which others address it.
 */
export function setComposePorts(draft: Draft, node: ImportNode, addressed: readonly number[]): void {
  const found = [...node.at('ports').items(), ...node.at('expose').items()].flatMap((item): FoundPort[] => {
    const port = portOf(item);
    if (port === undefined) {
      item.leaveOut('The port is not a single number.');
      return [];
    }
    item.take();
    return [{ ...port, node: item }];
  });
  const more = addressed.length > 0 ? addressed : [portOfCheck(node.at('healthcheck', 'test'))];
  if (found.length === 0) for (const port of more) if (port !== undefined) found.push({ port, node });
  setPorts(draft, found);
  if (draft.get('port') !== undefined || found.length > 0) if (!node.at('ports').isGiven) draft.set(['ingress'], false);
}

function portOf(item: ImportNode): Pick<FoundPort, 'port' | 'isUdp' | 'name'> | undefined {
  const short = /^(?:.*:)?(\d+)(?:\/(tcp|udp))?$/.exec(item.text() ?? '');
  const target = short === null ? item.at('target').text() : short[1];
  const protocol = short === null ? item.at('protocol').text() : short[2];
  const name = item.at('name').text();
  if (target === undefined || !/^\d+$/.test(target)) return undefined;
  return { port: Number(target), ...(protocol === 'udp' && { isUdp: true }), ...(name !== undefined && { name }) };
}

/** Reads the number of containers and what each may use. */
export function setResources(draft: Draft, node: ImportNode): void {
  const deploy = node.at('deploy');
  const replicas = deploy.at('replicas').takeNumber() ?? node.at('scale').takeNumber();
  if (replicas !== undefined) draft.set(['replicas'], replicas, deploy.at('replicas'));
  deploy.at('restart_policy').leaveOut('Kubernetes restarts containers.');
  for (const [field, short, memory, cpu] of [
    ['limits', deploy.at('resources', 'limits'), node.at('mem_limit'), node.at('cpus')],
    ['requests', deploy.at('resources', 'reservations'), node.at('mem_reservation'), undefined],
  ] as const) {
    const size = short.at('memory').isGiven ? short.at('memory') : memory;
    const amount = memoryOfDocker(size.text() ?? '');
    if (amount !== undefined) {
      size.take();
      draft.set(['resources', field, 'memory'], amount, size);
    }
    const cores = cpu === undefined || short.at('cpus').isGiven ? short.at('cpus') : cpu;
    const number = cores.takeText();
    if (number !== undefined) draft.set(['resources', field, 'cpu'], number, cores);
  }
}

/** Reads `volumes`: a volume of the application, or a file beside the compose file. */
export function setVolumes(
  draft: Draft,
  node: ImportNode,
  isShared: (volume: string) => boolean,
  context: ReadContext,
): void {
  for (const item of node.at('volumes').items()) {
    const [, source = '', target = ''] = /^(?:((?:\$\{[^}]*\}|[^:])+):)?(\/[^:]*)/.exec(item.text() ?? '') ?? [
      '',
      item.at('source').text(),
      item.at('target').text(),
    ];
    if (/^[./~$]/.test(source)) setFile(draft, item, { source, target }, context);
    else setVolume(draft, item, { source, target }, isShared(source));
  }
}

/** A volume that several services mount is shared, until it is clear that they are no single application. */
function setVolume(draft: Draft, item: ImportNode, { source, target: mountPath }: Mount, isShared: boolean): void {
  if (draft.get('storage') !== undefined || draft.get('sharedStorage') !== undefined)
    return item.leaveOut('An application has one volume.');
  item.take();
  if (isShared) {
    draft.sharedVolume = source;
    return draft.set(['sharedStorage'], { size: VOLUME_SIZE, mountPath }, item);
  }
  setStorageKind(draft);
  draft.set(['storage'], { size: VOLUME_SIZE, mountPath }, item);
}

/** Reads `tmpfs`: empty folders. Every pod has `/tmp`. */
export function setTmpfs(draft: Draft, node: ImportNode): void {
  for (const item of typeof node.value === 'string' ? [node] : node.items()) {
    const mountPath = /^(\/[^:]+?)\/*(:.*)?$/.exec(item.text() ?? '')?.[1];
    if (mountPath === undefined) continue;
    item.take();
    if (mountPath === '/tmp') continue;
    const name = folderName(draft, mountPath.slice(1));
    draft.set(['volumes', 'emptyDirs', name], { mountPath }, item);
  }
}

interface Mount {
  readonly source: string;
  readonly target: string;
}

/** A folder of the host is not copied, nor is a file outside of the folder of the compose file. */
function setFile(draft: Draft, item: ImportNode, { source, target }: Mount, { folder }: ReadContext): void {
  const read = tryReadText(folder, source);
  if (read === undefined) return item.leaveOut('A file or folder of the host is not in the cluster.');
  if (secretsInText(read.text).length > 0)
    return item.leaveOut(
      'The file contains a secret. Put it in the secret store, and add it to `secrets` with `mountPath`.',
    );
  item.take();
  if (read.hasByteOrderMark) item.leaveOut(NO_BYTE_ORDER_MARK);
  draft.set(['files', target], { content: read.text }, item);
}

/** Reads `shm_size`, the size of `/dev/shm`: a folder in memory. */
export function setSharedMemory(draft: Draft, node: ImportNode): void {
  const sizeLimit = memoryOfDocker(node.text() ?? '');
  if (sizeLimit === undefined) return;
  node.take();
  draft.set(
    ['volumes', 'emptyDirs', folderName(draft, 'shm')],
    { mountPath: '/dev/shm', sizeLimit, medium: 'Memory' },
    node,
  );
}

/** Reads `stop_grace_period`. A pod has at least 35 seconds. */
export function setGracePeriod(draft: Draft, node: ImportNode): void {
  const seconds = secondsOf(node.text() ?? '');
  if (seconds === undefined) return;
  node.take();
  if (seconds > 35) draft.set(['pod', 'terminationGracePeriodSeconds'], seconds, node);
}
