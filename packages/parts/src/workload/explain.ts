import {
  always,
  type Explain,
  type ExplanationTable,
  fromEnvironment,
  fromSetting,
  fromSpec,
} from '@goldenpath/extension';
import { registryAddress } from '../registry/explain';
import type { WorkloadSettings } from './settings';

const initialTag: Explain = (context, path) => {
  const { mutableTags } = context.platform.environments[context.environmentIndex] ?? {};
  const because = 'until the first release';
  return (mutableTags === true ? fromEnvironment('mutableTags', because) : fromEnvironment('name', because))(
    context,
    path,
  );
};

const controller: Explain = (context, path) =>
  (context.settings['storage'] === undefined
    ? fromSpec('kind', 'what this kind runs as')
    : fromSpec('storage', 'each pod keeps a volume of its own'))(context, path);

const imageSource: Explain = (context, path) =>
  ((context.settings['workload'] as WorkloadSettings | undefined)?.image === undefined
    ? always('no `image` is named, so it is built from its repository')
    : fromSetting('image', 'an image is named, so none is built'))(context, path);

/** The number of the first port: of `ports`, or `port`. */
export function portSource(because?: string): Explain {
  return (context, path) => {
    const { ports } = (context.settings['workload'] ?? {}) as Partial<WorkloadSettings>;
    return ports === undefined
      ? fromSetting('port', because)(context, path)
      : fromSetting('ports', because ?? 'the first of them')(context, path);
  };
}

/** The name of the port: the protocol of the probe, or the program in the image. */
export const portNaming: Explain = (context, path) => {
  const { probe, image, ports } = (context.settings['workload'] ?? {}) as Partial<WorkloadSettings>;
  if (ports !== undefined) return fromSetting('ports', 'the first of them')(context, path);
  const isNamedByImage = probe === 'tcp' && image !== undefined;
  return (
    isNamedByImage ? fromSetting('image', 'the program in the image') : fromSetting('probe', 'what the probe speaks')
  )(context, path);
};

function pathOf(check: 'liveness' | 'readiness'): Explain {
  return (context, path) => {
    const { probes } = context.settings['workload'] as WorkloadSettings;
    return (
      probes?.[check]?.path === undefined
        ? always('the path that every service answers')
        : fromSetting(`probes.${check}.path`)
    )(context, path);
  };
}

export const group = 'Pods';

export const facts: ExplanationTable = {
  controller,
  name: fromSpec('name'),
  'image.source': imageSource,
  'image.placeholder': fromSpec('name', 'replaced by what is released'),
  'image.url': registryAddress,
  'image.initialTag': initialTag,
  'image.reference': fromSetting('image'),
  replicas: fromSetting('replicas'),
  port: portSource(),
  protocol: fromSetting('ports', 'of the first of them'),
  'ports.*.*': fromSetting('ports', 'after the first of them'),
  'job.*': (context, path) => fromSetting(String(path.at(-1)))(context, path),
  'command.*': fromSetting('command'),
  command: fromSetting('command'),
  portName: portNaming,
  args: fromSetting('args'),
  runAsUser: fromSetting('runAsUser'),
  'resources.*.*': (context, path) => fromSetting(path.slice(1).join('.'))(context, path),
  'probe.type': fromSetting('probe'),
  'probe.live': pathOf('liveness'),
  'probe.ready': pathOf('readiness'),
  'probes.*.*': (context, path) => fromSetting(path.slice(1).join('.'))(context, path),
  temporaryFiles: fromSetting('volumes.tmp.size'),
  'emptyDirs.*.*': fromSetting('volumes.emptyDirs'),
  'ephemeralStorage.*': fromSetting('volumes', 'the sizes of the folders on disk'),
};

export const once: ExplanationTable = {
  runtime: fromSetting('runtime'),
  job: fromSetting('runtime', 'the template of a job'),
  worker: fromSetting('runtime', 'the template of a worker, since `ports` is empty'),
};

/** Settings without an effect of their own in one environment. */
export const onceSettings = ['runtime'];
