import { variablesOfUse } from '@goldenpath/spec';
import { always, environment, type Explain, type ExplanationTable, setting, spec } from '../explanation';
import { registryAddress } from './repository';

const initialTag: Explain = (place, path) => {
  const { mutableTags } = place.fleet.platform.environments[place.environmentIndex] ?? {};
  const because = 'until something is released';
  return (mutableTags === true ? environment('mutableTags', because) : environment('name', because))(place, path);
};

const imageSource: Explain = (place, path) =>
  (place.settings.workload?.image === undefined
    ? always('no `image` is named, so it is built from its repository')
    : setting('image', 'an image is named, so none is built'))(place, path);

/** The name of the port: of the protocol that the probe speaks, or of the program in the image. */
export const portNaming: Explain = (place, path) => {
  const { probe, image } = place.settings.workload ?? {};
  const isNamedByImage = probe === 'tcp' && image !== undefined;
  return (isNamedByImage ? setting('image', 'the program in the image') : setting('probe', 'what the probe speaks'))(
    place,
    path,
  );
};

const availability: Explain = (place, path) => {
  const grows = place.settings.workload?.autoscaling !== undefined;
  return setting(grows ? 'autoscaling.maxReplicas' : 'replicas', 'there may be more than one pod')(place, path);
};

const variable: Explain = (place, path) => {
  const { env = {}, uses = [] } = place.settings.workload ?? {};
  const name = String(path.at(-1));
  if (Object.hasOwn(env, name)) return { of: 'setting', setting: ['env', name] };
  const use = uses.findIndex((used) => Object.values(variablesOfUse(used)).includes(name));
  return { of: 'spec', path: ['uses', use], because: `where ${uses[use]} answers in the cluster` };
};

/** The pods and what they are told. */
export const WORKLOAD: ExplanationTable = {
  'workload.controller': spec('kind', 'what this kind runs as'),
  'workload.name': spec('name'),
  'workload.image.source': imageSource,
  'workload.image.placeholder': spec('name', 'replaced by what is released'),
  'workload.image.url': registryAddress,
  'workload.image.initialTag': initialTag,
  'workload.image.reference': setting('image'),
  'workload.replicas': setting('replicas'),
  'workload.port': setting('port'),
  'workload.portName': portNaming,
  'workload.args': setting('args'),
  'workload.runAsUser': setting('runAsUser'),
  'workload.resources.*.*': (place, path) => setting(path.slice(1).join('.'))(place, path),
  'workload.probe.type': setting('probe'),
  'workload.probe.live': always('the path that every service answers'),
  'workload.probe.ready': always('the path that every service answers'),
  'configuration.name': spec('name', '`{name}-config`'),
  'configuration.variables.APP_ENV': environment('name'),
  'configuration.variables.LOG_LEVEL': environment('logLevel'),
  'configuration.variables.*': variable,
  'configuration.checksum': always('a digest of the variables: a change rolls the pods'),
  'autoscaling.minReplicas': setting('replicas'),
  'autoscaling.maxReplicas': setting('autoscaling.maxReplicas'),
  'autoscaling.targetCpuPercent': setting('autoscaling.targetCpuPercent'),
  'availability.maxUnavailable': availability,
};
