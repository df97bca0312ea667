import type { ClusterFacts, PlatformFacts, PreviewFacts } from '@goldenpath/extension';
import { fileSet, type GeneratedFile, jsonText } from '@goldenpath/files';
import { teamAccess } from '../cluster/access';
import { limitRanges, namespaces, quotas } from '../cluster/namespaces';
import { networkPolicies } from '../cluster/network-policies';
import { secretStores } from '../cluster/stores';
import { folderOf } from '../folder';
import type { PlatformObject } from '../object';
import { PREVIEW_OF } from './labels';

/** The folder of previews in the central repository: `previews/<application>/<number>`. */
export const PREVIEWS_FOLDER = 'previews';

/** The file that the ApplicationSet of previews reads. Without it, there is no Application. */
export const PREVIEW_FILE = 'preview.json';

/** A preview to write. */
export interface Preview {
  readonly app: string;
  readonly owner: string;
  /** The number of the pull request. */
  readonly number: number;
  /** With the number in all texts. */
  readonly facts: PreviewFacts;
  /** The objects of the application in it. */
  readonly objects: readonly PlatformObject[];
}

/** Returns the folder of a preview. */
export function previewFolder(app: string, number: number): string {
  return `${PREVIEWS_FOLDER}/${app}/${number}`;
}

/**
 * Returns the folder of a preview: its namespace with quota, defaults, network policies and access, the objects of the application, and the
 * file that the ApplicationSet reads.
 *
 * @throws Error where the platform has no previews.
 */
export function previewFiles(preview: Preview, platform: PlatformFacts): GeneratedFile[] {
  const { app, number, facts, objects } = preview;
  const folder = previewFolder(app, number);
  const cluster = clusterOf(preview, platform);
  const inNamespace = (all: readonly PlatformObject[]) =>
    all.filter(({ metadata }) => metadata.namespace === facts.name);
  const about = { preview: { name: facts.name, app } };
  return fileSet([
    ...folderOf(folder, {
      'namespace.yaml': namespaces(cluster).map((object) => ownNamespace(object, app)),
      'resource-quota.yaml': quotas(cluster),
      'limit-range.yaml': limitRanges(cluster),
      'network-policies.yaml': inNamespace(networkPolicies(cluster)),
      'access.yaml': inNamespace(teamAccess(cluster, platform.organisation)),
      'secret-store.yaml': inNamespace(secretStores(cluster)),
      'application.yaml': objects,
    }),
    { path: `${folder}/${PREVIEW_FILE}`, content: jsonText(about), ownership: 'managed' },
  ]);
}

/** The cluster as if the preview had its only namespace. */
function clusterOf({ owner, facts }: Preview, { clusters, previews }: PlatformFacts): ClusterFacts {
  const cluster = clusters.find(({ environment }) => environment === previews?.from);
  if (cluster === undefined || previews === undefined) throw new Error('The platform has no previews.');
  const { previewCalls: _, ...rest } = cluster;
  return {
    ...rest,
    namespaces: [{ name: facts.name, teams: [owner], quota: previews.quota }],
    calls: facts.calls,
  };
}

/** Unlike those of environments, the namespace is removed with what is in it. */
function ownNamespace(object: PlatformObject, app: string): PlatformObject {
  const { 'argocd.argoproj.io/sync-options': _, ...annotations } = object.metadata.annotations ?? {};
  return {
    ...object,
    metadata: { ...object.metadata, labels: { ...object.metadata.labels, [PREVIEW_OF]: app }, annotations },
  };
}
