import type { AppFactsInput, ContainerImage, FactsInput, Platform, Settings } from '@goldenpath/extension';
import type { CronJobPart } from '../cron-job/types';
import { imageUrl } from '../registry/names';
import type { ProbesSettings } from './probe-settings';
import { type Port, portsIn, portsOf } from './ports';
import { NO_LIMIT, type Resources, type WorkloadSettings } from './settings';
import { volumeFacts } from './volume-facts';
import type { Limits, WorkloadOnce, WorkloadPart } from './types';

/** The tag of an image before its first release: like a commit, but no commit has it. */
const NOTHING_RELEASED = '0000000';

/** Returns the pods of an application. */
export function workloadFacts(input: FactsInput<WorkloadSettings>): WorkloadPart {
  const { spec, settings, allSettings, platform } = input;
  const job = allSettings['cronJob'] as CronJobPart | undefined;
  const { probe, probes, command, args, runAsUser, resources } = settings;
  return {
    controller: controllerOf(allSettings),
    name: spec.name,
    image: containerImage(input, platform),
    ...(job === undefined ? serving(input) : { job }),
    ...(command !== undefined && { command }),
    args,
    runAsUser,
    resources: { requests: resources.requests, limits: limitsOf(resources) },
    ...volumeFacts(settings),
    probe:
      job !== undefined ? { type: 'none' } : probe === 'http' ? { type: 'http', ...pathsOf(probes) } : { type: probe },
    ...(job === undefined && probes !== undefined && { probes }),
  };
}

/** What pods have that serve requests or work without an end. */
function serving({
  settings,
  allSettings,
}: FactsInput<WorkloadSettings>): Pick<WorkloadPart, 'replicas' | 'port' | 'portName' | 'protocol' | 'ports'> {
  return {
    ...(allSettings['autoscaling'] === undefined && { replicas: settings.replicas }),
    ...portFacts(portsOf(settings)),
  };
}

/** The first port, and the others where there are any. */
export function portFacts([first, ...others]: readonly Port[]): Pick<
  WorkloadPart,
  'port' | 'portName' | 'protocol' | 'ports'
> {
  if (first === undefined) return {};
  const { port, name, protocol } = first;
  return {
    port,
    portName: name,
    ...((protocol === 'grpc' || protocol === 'udp') && { protocol }),
    ...(others.length > 0 && { ports: others }),
  };
}

/** Returns the limits, without that of cpu where there is none. */
export function limitsOf({ limits: { cpu, memory } }: Resources): Limits {
  return { ...(cpu !== NO_LIMIT && { cpu }), memory };
}

/** Returns the paths of HTTP checks. */
export function pathsOf({ liveness, readiness }: ProbesSettings = {}): {
  readonly live: string;
  readonly ready: string;
} {
  return { live: liveness?.path ?? '/health', ready: readiness?.path ?? '/ready' };
}

/** Returns the controller of the pods. Pods with their own volumes need a StatefulSet. */
function controllerOf(settings: Settings): WorkloadPart['controller'] {
  return settings['cronJob'] === undefined ? scaledControllerOf(settings) : 'CronJob';
}

/** Returns the controller of pods whose number can change. */
export function scaledControllerOf(settings: Settings): 'Deployment' | 'StatefulSet' {
  return settings['storage'] === undefined ? 'Deployment' : 'StatefulSet';
}

/** Returns what an application has once: the language of its code, if it is built. */
export function workloadOnce({ spec, platform }: AppFactsInput): WorkloadOnce | undefined {
  const { image, runtime } = spec.general['workload'] as WorkloadSettings;
  if (image !== undefined) return undefined;
  // The templates of the platform ask for the features `job` and `worker`. Ours are other folders.
  const template = (what: string) => (platform.runtimes?.[runtime] === undefined ? `${runtime}-${what}` : runtime);
  if (spec.general['cronJob'] !== undefined) return { runtime, job: template('job') };
  return portsIn(spec.general).length === 0 ? { runtime, worker: template('worker') } : { runtime };
}

function containerImage(
  { spec, settings: { image }, in: environment }: FactsInput<WorkloadSettings>,
  platform: Platform,
): ContainerImage {
  if (image !== undefined) return { source: 'upstream', reference: image };
  return {
    source: 'built',
    placeholder: spec.name,
    url: imageUrl(platform, spec.name),
    initialTag: environment.mutableTags ? 'latest' : `${environment.name}-${NOTHING_RELEASED}`,
  };
}
