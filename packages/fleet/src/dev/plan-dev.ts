import { UserError } from '@goldenpath/errors';
import { renderApp } from '@goldenpath/manifests';
import type { TemplateFolders } from '@goldenpath/scaffold';
import type { ValidFleet } from '../load/load-valid-fleet';
import { applicationFiles } from '../scaffold/repository-files';
import { type Pod, podOf } from './pod';
import { type Called, calledBy } from './variables';

/** An application that runs from its repository. */
export interface PlannedApp {
  readonly name: string;
  readonly pod: Pod;
}

/** What runs on this machine. */
export interface DevPlan {
  readonly apps: readonly PlannedApp[];
  /** What they call and does not run for real. */
  readonly called: readonly (Called & {
    /** The image that it runs in a cluster, where that is not built from a repository. */
    readonly image?: string;
  })[];
}

/**
 * Decides what a development run consists of, from the objects that the environment has in a cluster.
 *
 * @param templates - Those of the platform.
 * @throws UserError where one of the applications has no code, or does not run in the environment.
 */
export function planDev(
  fleet: ValidFleet,
  environment: string,
  names: readonly string[],
  templates: TemplateFolders,
): DevPlan {
  const isBuilt = (name: string) => hasImage(fleet, name, templates);
  const apps = names.map((name): PlannedApp => {
    const pod = podIn(fleet, environment, name);
    if (pod !== undefined && isBuilt(name)) return { name, pod };
    const what = pod === undefined ? `has no pods in ${environment}` : `runs the image ${pod.image}`;
    throw new UserError(
      `${name} ${what}, so there is no code to develop.`,
      'Name an application with code; `goldenpath list` shows them.',
    );
  });
  const called = new Map<string, DevPlan['called'][number]>();
  for (const one of apps.flatMap(({ pod }) => calledBy(pod))) {
    if (names.includes(one.service)) continue;
    const image = isBuilt(one.service) ? undefined : podIn(fleet, environment, one.service)?.image;
    called.set(one.service, { ...one, ...(image !== undefined && { image }) });
  }
  return { apps, called: [...called.values()] };
}

function podIn({ facts, registry }: ValidFleet, environment: string, name: string): Pod | undefined {
  const app = facts.apps.find((candidate) => candidate.name === name);
  const here = app?.environments.find((candidate) => candidate.environment === environment);
  return here && podOf(renderApp(name, here, registry));
}

/** Whether the image of an application is built from its repository. */
function hasImage({ facts, registry }: ValidFleet, name: string, templates: TemplateFolders): boolean {
  const app = facts.apps.find((candidate) => candidate.name === name);
  const files = app === undefined ? [] : applicationFiles(app, facts.platform, registry, templates);
  return files.some(({ path }) => path === 'Dockerfile');
}
