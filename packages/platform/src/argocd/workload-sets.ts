import type { PlatformEnvironment, PlatformFacts } from '@goldenpath/extension';
import { argoApplicationName, centralRepository } from '@goldenpath/model';
import type { PlatformObject } from '../object';
import { applicationSet } from './application-set';
import { subscriptions } from './notifications';
import { PROJECTS } from './projects';
import { destinationOf, GITHUB_CREDENTIALS } from './settings';
import { ignoredDifferences, syncPolicy } from './sync-policy';

/** The topic of the repositories of applications. */
const TOPIC = 'idp-managed';
/** How often GitHub is asked for repositories. Its API allows few requests. */
const REPOSITORIES_EVERY_SECONDS = 600;

/** Where applications are found: the generator, and what their Applications take from it, as Go templates. */
interface Discovery {
  readonly generator: unknown;
  readonly app: string;
  readonly repoURL: string;
}

/**
 * Returns the ApplicationSet of the applications of an environment: one Application for each overlay of it. Its name is that of the
 * application with the environment's.
 */
export function workloadSet(environment: PlatformEnvironment, platform: PlatformFacts): PlatformObject {
  const { name, isProduction } = environment;
  const { generator, app, repoURL } = discoveryOf(name, platform);
  const annotations = subscriptions(platform.gitops.notifications, name);
  const namespace = platform.clusters.find((cluster) => cluster.environment === name)?.namespaces[0]?.name ?? '';
  return applicationSet({
    name: `workloads-${name}`,
    generators: [generator],
    // In production a repository that is renamed must not stop an application.
    keepsObjects: isProduction,
    application: argoApplicationName(app, name),
    labels: { 'app.kubernetes.io/name': app, environment: name },
    ...(annotations !== undefined && { annotations }),
    spec: {
      project: PROJECTS.workloads,
      source: { repoURL, targetRevision: platform.gitops.branch, path: '{{ .path.path }}' },
      // The overlay sets the namespace of every object. The project allows those of the platform.
      destination: { ...destinationOf(environment, platform), namespace },
      ignoreDifferences: ignoredDifferences(platform),
      syncPolicy: syncPolicy(isProduction, ['RespectIgnoreDifferences=true', 'CreateNamespace=false']),
    },
  });
}

function discoveryOf(environment: string, platform: PlatformFacts): Discovery {
  return platform.gitops.layout === 'central'
    ? inCentralRepository(environment, platform)
    : inOwnRepositories(environment, platform);
}

function inCentralRepository(environment: string, platform: PlatformFacts): Discovery {
  const { url, branch } = centralRepository(platform);
  return {
    generator: {
      git: { repoURL: url, revision: branch, directories: [{ path: `apps/*/deploy/overlays/${environment}` }] },
    },
    app: '{{ index .path.segments 1 }}',
    repoURL: url,
  };
}

function inOwnRepositories(environment: string, { organisation, gitops }: PlatformFacts): Discovery {
  return {
    generator: {
      matrix: {
        generators: [
          {
            scmProvider: {
              cloneProtocol: 'https',
              github: { organization: organisation, appSecretName: GITHUB_CREDENTIALS },
              // A regular expression, which would also match a longer topic.
              filters: [{ labelMatch: `^${TOPIC}$`, pathsExist: [`deploy/overlays/${environment}`] }],
              requeueAfterSeconds: REPOSITORIES_EVERY_SECONDS,
            },
          },
          {
            git: {
              repoURL: '{{ .url }}',
              revision: gitops.branch,
              directories: [{ path: `deploy/overlays/${environment}` }],
            },
          },
        ],
      },
    },
    app: '{{ .repository }}',
    repoURL: '{{ .url }}',
  };
}
