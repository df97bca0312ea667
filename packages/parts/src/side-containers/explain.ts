import { always, type Explain, type ExplanationTable, fromSetting } from '@goldenpath/extension';
import { facts as ofWorkload } from '../workload/explain';
import type { SideContainersSettings } from './settings';

export const group = 'Sidecars and init containers';

/** A field of a container: `containers.0.args` is `sidecars.proxy.args`. */
function ofContainer(field: string, because?: string): Explain {
  return (context, path) => {
    const container = (context.settings['sideContainers'] as SideContainersSettings | undefined)?.[Number(path[2])];
    if (container === undefined) return always('the default')(context, path);
    return fromSetting([container.field, container.name, field].join('.'), because)(context, path);
  };
}

/** The same field as in the facts: `resources.requests.cpu`. */
const sameField: Explain = (context, path) => ofContainer(path.slice(3).join('.'))(context, path);

/** The image of the application has the sources that it has there. */
const image: Explain = (context, path) => {
  const own = (context.settings['sideContainers'] as SideContainersSettings | undefined)?.[Number(path[2])]?.image;
  if (own !== undefined)
    return ofContainer('image', path.at(-1) === 'source' ? 'an image is named' : undefined)(context, path);
  const fact = path.slice(3).join('.');
  return (ofWorkload[fact] ?? always('the image of the application'))(context, ['workload', ...path.slice(3)]);
};

const user: Explain = (context, path) => {
  const own = (context.settings['sideContainers'] as SideContainersSettings | undefined)?.[Number(path[2])]?.runAsUser;
  return own === undefined
    ? fromSetting('runAsUser', 'the user of the application')(context, path)
    : ofContainer('runAsUser')(context, path);
};

const named = always('the name of the entry');

export const facts: ExplanationTable = {
  'containers.*.name': named,
  'containers.*.isSidecar': always('an entry of `sidecars`'),
  'containers.*.image.*': image,
  'containers.*.command': ofContainer('command'),
  'containers.*.args': ofContainer('args'),
  'containers.*.env.*': sameField,
  'containers.*.inherit': ofContainer('inherit'),
  'containers.*.processes': ofContainer('processes'),
  'containers.*.emptyDirs.*.*': ofContainer('mounts', 'folders of the application'),
  'containers.*.runAsUser': user,
  'containers.*.port': ofContainer('ports'),
  'containers.*.portName': ofContainer('ports'),
  'containers.*.protocol': ofContainer('ports'),
  'containers.*.ports.*.*': ofContainer('ports'),
  'containers.*.resources.*.*': sameField,
  'containers.*.probe.type': always('a connection to its first port, or nothing'),
  'containers.*.probes.*.*': sameField,
};
