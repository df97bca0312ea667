import type { ChartInput, ObjectFile, PodContribution } from '@goldenpath/extension';
import type { Chart } from 'cdk8s';
import { KubeConfigMap } from 'cdk8s-plus-28/lib/imports/k8s';
import { PlainObject } from '../kubernetes/plain-object';
import type { FilesPart } from './types';

/** Pod annotation that changes with the files, so that a change rolls the pods. */
const FILES_CHECKSUM = 'goldenpath.io/files-checksum';

const VOLUME = 'files';

/** The permissions of a file without others. */
const MODE = 0o644;

/** Argo CD applies this object before the pods, in the wave of a job that reads it. */
const BEFORE_PODS = { 'argocd.argoproj.io/sync-wave': '-1' };

/** Adds a ConfigMap with the files. */
export function add(chart: Chart, { facts: { name, files, isBeforePods } }: ChartInput<FilesPart>): void {
  const data = Object.fromEntries(files.map(({ key, content }) => [key, content]));
  const metadata = { name, ...(isBeforePods && { annotations: BEFORE_PODS }) };
  new PlainObject(chart, 'files', KubeConfigMap.manifest({ metadata, data }));
}

/**
 * Mounts each file by itself, so that the other files of its folder stay. Kubernetes does not replace such a file in a running pod: the
 * checksum rolls the pods when a file changes.
 *
 * @see https://kubernetes.io/docs/concepts/storage/volumes/#using-subpath
 */
export function pod({ name, files, checksum }: FilesPart): PodContribution {
  const hasModes = files.some(({ mode }) => mode !== undefined);
  const items = files.map(({ key, mode = MODE }) => ({ key, path: key, mode }));
  return {
    annotations: { [FILES_CHECKSUM]: checksum },
    volumes: [{ name: VOLUME, configMap: { name, ...(hasModes && { items }) } }],
    volumeMounts: files.map(({ path, key }) => ({ name: VOLUME, mountPath: path, subPath: key, readOnly: true })),
  };
}

/** Environments share most of their files. */
export function file(): ObjectFile {
  return { file: 'configmap-files.yaml', home: 'base' };
}
