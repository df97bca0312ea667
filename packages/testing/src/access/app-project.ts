import type { KubernetesObject } from '@goldenpath/manifests';

/** What an Application deploys, as Argo CD asks a project. */
export interface Deployment {
  readonly repository: string;
  /** The server, or the name, of a cluster. */
  readonly cluster: string;
  readonly namespace: string;
  readonly group: string;
  readonly kind: string;
  /** @default true */
  readonly isNamespaced?: boolean;
}

interface Kind {
  readonly group: string;
  readonly kind: string;
}

interface ProjectSpec {
  readonly sourceRepos: readonly string[];
  readonly destinations: readonly { readonly server?: string; readonly name?: string; readonly namespace: string }[];
  readonly clusterResourceWhitelist?: readonly Kind[];
  readonly namespaceResourceWhitelist?: readonly Kind[];
  readonly namespaceResourceBlacklist?: readonly Kind[];
}

/**
 * Whether a project allows a deployment, by the rules of Argo CD: every list of globs, cluster resources only where they are listed, and
 * namespaced ones unless a list leaves them out.
 */
export function permits({ spec }: KubernetesObject, deployment: Deployment): boolean {
  const project = spec as unknown as ProjectSpec;
  const { repository, cluster, namespace, group, kind, isNamespaced = true } = deployment;
  const isListed = (kinds: readonly Kind[] | undefined) =>
    kinds?.some((each) => matches(each.group, group) && matches(each.kind, kind));
  const isDestination = project.destinations.some(
    (each) => matches(each.server ?? each.name ?? '', cluster) && matches(each.namespace, namespace),
  );
  if (!isDestination || !project.sourceRepos.some((each) => matches(each, repository))) return false;
  if (!isNamespaced) return isListed(project.clusterResourceWhitelist) === true;
  return (
    isListed(project.namespaceResourceBlacklist) !== true &&
    (project.namespaceResourceWhitelist === undefined || isListed(project.namespaceResourceWhitelist) === true)
  );
}

/** `*` stands for any text without `/`, as in the globs that Argo CD uses. */
function matches(glob: string, text: string): boolean {
  if (glob === '*') return true;
  const pattern = glob
    .split('*')
    .map((piece) => piece.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`))
    .join('[^/]*');
  return new RegExp(`^${pattern}$`).test(text);
}
