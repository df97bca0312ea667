import type { FleetVersion, KubernetesObject, StackContent } from '@goldenpath/review';
import { FLEET } from './reviews';
import { type Draft, edited, sideOf } from './comparisons';

/**
 * A side with many applications that are all like one, made by renaming what was made of that: as many would take half a minute to
 * generate.
 *
 * @param edit - An edit of the application that is the model for all others.
 */
export function largeSide(count: number, edit: (app: Draft) => void = () => {}): FleetVersion {
  const model = edited(FLEET, ({ apps }) => {
    for (const name of Object.keys(apps)) if (name !== 'orders-api') delete apps[name];
    apps['orders-api'].uses = [];
    edit(apps['orders-api']);
  });
  const side = sideOf(model);
  const names = Array.from({ length: count }, (_, index) => `app-${String(index).padStart(4, '0')}`);
  const [app] = side.facts.apps;
  const objects = [...(side.objects.get('orders-api') ?? [])];
  const stacks = [...side.stacks].filter(([name]) => name.startsWith('app-'));
  return {
    ...side,
    facts: {
      ...side.facts,
      apps: names.map((name) => renamed(app as object, name) as FleetVersion['facts']['apps'][number]),
    },
    writtenApps: new Map(names.map((name) => [name, renamed(model.apps['orders-api'], name) as never])),
    objects: new Map(names.map((name) => [name, new Map(renamed(objects, name) as [string, KubernetesObject[]][])])),
    stacks: new Map([
      ...[...side.stacks].filter(([name]) => name.startsWith('platform-')),
      ...names.flatMap((name) => renamed(stacks, name) as [string, StackContent][]),
    ]),
  };
}

function renamed(value: object, name: string): unknown {
  return JSON.parse(
    JSON.stringify(value).replaceAll('orders-api', name).replaceAll('orders_db', name.replace('-', '_')),
  );
}
