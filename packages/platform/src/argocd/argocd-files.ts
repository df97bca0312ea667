import type { PlatformFacts } from '@goldenpath/extension';
import type { GeneratedFile } from '@goldenpath/files';
import { componentApplications, helmRepositories } from '../components/applications';
import { folderOf } from '../folder';
import { argocdSettings } from './argocd-settings';
import { platformSet } from './platform-sets';
import { projects } from './projects';
import { rootApp } from './root-app';
import { previewProject } from './preview-project';
import { previewSet } from './preview-set';
import { workloadSet } from './workload-sets';

/** The folder of the configuration of Argo CD, from the root of the central repository. */
export const ARGOCD_FOLDER = 'argocd';

/**
 * Returns the configuration of Argo CD: the root application, the projects, the ApplicationSets for the platform and for applications, and
 * the Applications of components.
 * `kubectl apply --kustomize` of the folder starts it; from then on the root application keeps it.
 */
export function argocdFiles(platform: PlatformFacts): GeneratedFile[] {
  const { bootstrap, platform: ofPlatform, workloads } = projects(platform, helmRepositories(platform));
  return folderOf(ARGOCD_FOLDER, {
    'argocd-settings.yaml': argocdSettings(platform),
    'root-app.yaml': [rootApp(platform, ARGOCD_FOLDER)],
    'project-bootstrap.yaml': [bootstrap],
    'project-platform.yaml': [ofPlatform],
    'project-workloads.yaml': [workloads],
    'platform.yaml': [platformSet(platform)],
    ...(platform.previews !== undefined && {
      'project-previews.yaml': previewProject(platform.previews, platform),
      'previews.yaml': previewSet(platform.previews, platform),
    }),
    ...Object.fromEntries(
      platform.environments.map((environment) => [
        `workloads-${environment.name}.yaml`,
        [workloadSet(environment, platform)],
      ]),
    ),
    ...Object.fromEntries(
      platform.clusters.map((cluster) => [
        `components-${cluster.environment}.yaml`,
        componentApplications(cluster, platform),
      ]),
    ),
  });
}
