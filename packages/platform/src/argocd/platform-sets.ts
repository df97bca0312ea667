import type { PlatformFacts } from '@goldenpath/extension';
import { argoApplicationName } from '@goldenpath/model';
import { PLATFORM_FOLDER } from '../cluster/cluster-files';
import type { PlatformObject } from '../object';
import { hasComponents } from './argocd-settings';
import { applicationSet } from './application-set';
import { PROJECTS } from './projects';
import { centralSource, destinationOf } from './settings';
import { platformSyncPolicy } from './sync-policy';

/** Returns the ApplicationSet of what the cluster of each environment has: one Application for each environment. */
export function platformSet(platform: PlatformFacts): PlatformObject {
  const elements = platform.environments.map((environment) => ({
    environment: environment.name,
    ...byField(destinationOf(environment, platform)),
  }));
  return applicationSet({
    name: 'platform',
    generators: [{ list: { elements } }],
    keepsObjects: true,
    // Operators are in the same wave. They wait for the namespaces that these Applications bring.
    ...(hasComponents(platform) && { wave: -1 }),
    application: argoApplicationName('platform', '{{ .environment }}'),
    labels: { environment: '{{ .environment }}' },
    spec: {
      project: PROJECTS.platform,
      source: centralSource(platform, `${PLATFORM_FOLDER}/{{ .environment }}`),
      destination: { server: '{{ .server }}', name: '{{ .name }}' },
      syncPolicy: platformSyncPolicy(),
    },
  });
}

/** Every element has the same fields: a missing one is an error of the template. */
function byField(cluster: { readonly server?: string; readonly name?: string }): Readonly<Record<string, string>> {
  return { server: cluster.server ?? '', name: cluster.name ?? '' };
}
