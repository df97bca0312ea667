import type { FleetVersion, KubernetesObject, StackContent } from '@goldenpath/review';
import { FLEET } from './reviews';
import { type Draft, edited, fleetVersionOf } from './comparisons';

/**
 * A fleet version with many equal applications. The output of one is copied under other names, because generating all would take half a
 * minute.
 *
 * @param edit - An edit of the application that is the model for all others.
 */
export function largeFleetVersion(count: number, edit: (app: Draft) => void = () => {}): FleetVersion {
  const model = edited(FLEET, ({ apps }) => {
    for (const name of Object.keys(apps)) if (name !== 'orders-api') delete apps[name];
    apps['orders-api'].uses = [];
    edit(apps['orders-api']);
  });
  const version = fleetVersionOf(model);
  const names = Array.from({ length: count }, (_, index) => `app-${String(index).padStart(4, '0')}`);
  const [app] = version.facts.apps;
  const objects = [...(version.objects.get('orders-api') ?? [])];
  const stacks = [...version.stacks].filter(([name]) => name.startsWith('app-'));
  return {
    ...version,
    facts: {
      ...version.facts,
      apps: names.map((name) => renamed(app as object, name) as FleetVersion['facts']['apps'][number]),
    },
    writtenApps: new Map(names.map((name) => [name, renamed(model.apps['orders-api'], name) as never])),
    objects: new Map(names.map((name) => [name, new Map(renamed(objects, name) as [string, KubernetesObject[]][])])),
    stacks: new Map([
      ...[...version.stacks].filter(([name]) => name.startsWith('platform-')),
      ...names.flatMap((name) => renamed(stacks, name) as [string, StackContent][]),
    ]),
  };
}

function renamed(value: object, name: string): unknown {
  return JSON.parse(
    JSON.stringify(value).replaceAll('orders-api', name).replaceAll('orders_db', name.replace('-', '_')),
  );
}
