import { secretsInText } from '@goldenpath/extension';
import * as path from 'node:path';
import { appName, type Draft } from './draft';
import { type ImportNode, type ImportObject } from './node';
import { objectNamed, own } from './pod-variables';

/** Reads the volumes of a container: files of ConfigMaps, files with secrets, and the volume of a StatefulSet. */
export function setPodVolumes(
  draft: Draft,
  container: ImportNode,
  pod: ImportNode,
  objects: readonly ImportObject[],
): void {
  const volumes = new Map(
    pod
      .at('volumes')
      .items()
      .map((volume) => [volume.at('name').text() ?? '', volume]),
  );
  const claims = new Map(
    (draft.objects[0]?.node.at('spec', 'volumeClaimTemplates').items() ?? []).map((claim) => [
      claim.at('metadata', 'name').text() ?? '',
      claim,
    ]),
  );
  for (const mount of container.at('volumeMounts').items()) {
    const name = mount.at('name').text() ?? '';
    const mountPath = mount.at('mountPath').text() ?? '';
    const claim = claims.get(name);
    const volume = volumes.get(name);
    if (claim !== undefined) setClaim(draft, claim, { mount, mountPath });
    else if (volume === undefined) mount.leaveOut('There is no volume of that name.');
    else setVolume(draft, volume, { mount, mountPath }, objects);
  }
}

interface Mount {
  readonly mount: ImportNode;
  readonly mountPath: string;
}

function setClaim(draft: Draft, claim: ImportNode, { mount, mountPath }: Mount): void {
  if (draft.get('storage') !== undefined) return mount.leaveOut('An application has one volume.');
  mount.take();
  for (const field of ['metadata', 'apiVersion', 'kind', 'status']) claim.at(field).take();
  claim.at('spec', 'accessModes').take();
  claim.at('spec', 'volumeMode').take();
  const size = claim.at('spec', 'resources', 'requests', 'storage').takeText() ?? '10Gi';
  const className = claim.at('spec', 'storageClassName').takeText();
  draft.set(['storage'], { size, mountPath, ...(className !== undefined && { className }) }, claim);
}

function setVolume(
  draft: Draft,
  volume: ImportNode,
  { mount, mountPath }: Mount,
  objects: readonly ImportObject[],
): void {
  if (volume.at('configMap').isGiven) return setFiles(draft, volume, { mount, mountPath }, objects);
  if (volume.at('secret').isGiven) return setSecretFiles(draft, volume, { mount, mountPath });
  if (volume.at('emptyDir').isGiven) return setEmptyDir(draft, volume, { mount, mountPath });
  const claimName = volume.at('persistentVolumeClaim', 'claimName').text();
  const claim = claimName === undefined ? undefined : objectNamed(objects, 'PersistentVolumeClaim', claimName);
  if (claim !== undefined && isShared(claim)) return setShared(draft, claim, volume, { mount, mountPath });
  mount.leaveOut('A spec has no field for such a volume.');
  volume.take();
}

function isShared({ node }: ImportObject): boolean {
  return (node.at('spec', 'accessModes').value as readonly unknown[] | undefined)?.includes('ReadWriteMany') === true;
}

/** A claim that many pods mount. The platform says its storage class. */
function setShared(draft: Draft, claim: ImportObject, volume: ImportNode, { mount, mountPath }: Mount): void {
  volume.take();
  if (draft.get('sharedStorage') !== undefined) return mount.leaveOut('An application has one shared volume.');
  if (mount.at('subPath').isGiven) return mount.leaveOut('A volume is mounted as a whole.');
  own(draft, claim);
  mount.take();
  for (const field of ['accessModes', 'volumeMode', 'storageClassName']) claim.node.at('spec', field).take();
  const size = claim.node.at('spec', 'resources', 'requests', 'storage').takeText() ?? '10Gi';
  draft.set(['sharedStorage'], { size, mountPath }, claim.node);
}

/** An empty folder: `/tmp`, which every pod has, or one of `volumes.emptyDirs`. */
function setEmptyDir(draft: Draft, volume: ImportNode, { mount, mountPath }: Mount): void {
  if (mount.at('subPath').isGiven) return mount.leaveOut('A folder is mounted as a whole.');
  mount.take();
  const sizeLimit = volume.at('emptyDir', 'sizeLimit').text();
  const inMemory = volume.at('emptyDir', 'medium').text() === 'Memory';
  volume.take();
  if (mountPath === '/tmp') {
    if (sizeLimit !== undefined) draft.set(['volumes', 'tmp', 'size'], sizeLimit, volume);
    return;
  }
  const name = folderName(draft, volume.at('name').text() ?? 'folder');
  draft.set(
    ['volumes', 'emptyDirs', name],
    { mountPath, ...(sizeLimit !== undefined && { sizeLimit }), ...(inMemory && { medium: 'Memory' }) },
    volume,
  );
}

/** Returns a name of a folder that the application does not have yet. */
export function folderName(draft: Draft, text: string): string {
  const name = appName(text)
    .replace(/^[^a-z]+/, '')
    .slice(0, 36)
    .replace(/-+$/, '');
  const base = name === '' ? 'folder' : name;
  const isTaken = (each: string) => draft.get('volumes', 'emptyDirs', each) !== undefined;
  let free = base;
  for (let number = 2; isTaken(free); number += 1) free = `${base}-${number}`;
  return free;
}

function setFiles(
  draft: Draft,
  volume: ImportNode,
  { mount, mountPath }: Mount,
  objects: readonly ImportObject[],
): void {
  const map = objectNamed(objects, 'ConfigMap', volume.at('configMap', 'name').text());
  if (map === undefined) {
    volume.take();
    return mount.leaveOut('The source does not have the ConfigMap.');
  }
  own(draft, map);
  mount.take();
  volume.take();
  const subPath = mount.at('subPath').text();
  const items = volume
    .at('configMap', 'items')
    .items()
    .map((item) => [item.at('key').text() ?? '', item.at('path').text() ?? ''] as const);
  const keys =
    items.length > 0
      ? items
      : map.node
          .at('data')
          .entries()
          .map(([key]) => [key, key] as const);
  for (const [key, name] of keys) {
    if (subPath !== undefined && subPath !== name) continue;
    const value = map.node.at('data', key);
    const content = value.text() ?? '';
    if (secretsInText(content).length > 0) value.leaveOut('The file contains a secret. Put it in the secret store.');
    else {
      value.take();
      draft.set(['files', subPath === undefined ? path.posix.join(mountPath, name) : mountPath], { content }, value);
    }
  }
}

function setSecretFiles(draft: Draft, volume: ImportNode, { mount, mountPath }: Mount): void {
  const name = volume.at('secret', 'secretName').text() ?? '';
  const items = volume.at('secret', 'items').items();
  const subPath = mount.at('subPath').text();
  volume.take();
  const files = items.map((item) => [item.at('key').text() ?? '', item.at('path').text() ?? ''] as const);
  const whole = subPath === undefined ? files : [[subPath, ''] as const];
  if (whole.length === 0)
    return mount.leaveOut(`The keys of the Secret ${name} are not known. Add them to \`secrets\` with \`mountPath\`.`);
  for (const [key, file] of whole) {
    const variable = key.toUpperCase().replaceAll(/[^A-Z0-9_]/g, '_');
    draft.secret(variable, { mountPath: path.posix.join(mountPath, file) }, mount);
  }
}
