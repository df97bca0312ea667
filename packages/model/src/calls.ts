import {
  type AppSpec,
  type CallFacts,
  type CalledApp,
  type Environment,
  type FurtherPods,
  type Platform,
  type Registry,
  type Settings,
} from '@goldenpath/extension';
import { namespaceOf } from './namespace';
import { partsWith } from './parts-with';
import { appSelector } from './tags';

/** What the calls of an application are resolved from. */
export interface CallsInput {
  /** Its settings in the environment. */
  readonly settings: Settings;
  readonly environment: Environment;
  /** Where its pods are. @default the namespace of its team */
  readonly namespace?: string;
  readonly context: {
    readonly platform: Platform;
    readonly registry: Registry;
    readonly apps: Pick<ReadonlyMap<string, AppSpec>, 'get'>;
  };
}

/**
 * Returns which pods of an application call which others: all of its pods call the applications that it uses, with their further pods that
 * are called, and its own further pods that are called.
 */
export function callsOf(
  app: AppSpec,
  uses: readonly string[],
  { settings, environment, namespace, context }: CallsInput,
): CallFacts[] {
  const { platform, registry, apps } = context;
  const namespaceIn = ({ owner }: AppSpec) => namespaceOf(owner, environment, platform);
  const further = furtherPodsOf(app, settings, registry);
  const own = namespace ?? namespaceIn(app);
  const callers = [undefined, ...further.map(({ component }) => component)].map((each) => podsIn(app, own, each));
  const called = [
    ...[...new Set(uses)].sort().flatMap((name) => {
      const other = apps.get(name);
      if (other === undefined) return [];
      const theirs = furtherPodsOf(other, other.settings[environment.name] ?? other.general, registry);
      return [podsIn(other, namespaceIn(other)), ...calledPods(theirs, other, namespaceIn(other))];
    }),
    ...calledPods(further, app, own),
  ];
  return callers.flatMap((from) => called.filter((to) => to.app !== from.app).map((to) => ({ from, to })));
}

function furtherPodsOf({ kind }: AppSpec, settings: Settings, registry: Registry): FurtherPods[] {
  return partsWith(registry, kind, 'furtherPods').flatMap((part) => {
    const own: unknown = settings[part.name];
    return (own === undefined ? undefined : part.furtherPods?.(own)) ?? [];
  });
}

function calledPods(further: readonly FurtherPods[], app: AppSpec, namespace: string): CalledApp[] {
  return further.filter(({ isCalled }) => isCalled === true).map(({ component }) => podsIn(app, namespace, component));
}

/** The pods of an application, or further pods of it, with the label of `componentLabels`. */
function podsIn({ name }: AppSpec, namespace: string, component?: string): CalledApp {
  const pods = component === undefined ? name : `${name}.${component}`;
  return { app: pods, namespace, selector: appSelector(pods) };
}
