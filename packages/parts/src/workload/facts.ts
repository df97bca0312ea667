import type { AppFactsInput, ContainerImage, FactsInput, Platform, Settings } from '@goldenpath/extension';
import { imageUrl } from '../registry/names';
import type { ProbesSettings } from './probe-settings';
import type { Runtime } from './schema';
import { NO_LIMIT, type Resources, type WorkloadProbe, type WorkloadSettings } from './settings';
import type { Limits, WorkloadPart } from './types';

/** The tag of an image before its first release: like a commit, but no commit has it. */
const NOTHING_RELEASED = '0000000';

/** Returns the pods of an application. */
export function workloadFacts(input: FactsInput<WorkloadSettings>): WorkloadPart {
  const { spec, settings, allSettings, platform } = input;
  const { replicas, port, probe, probes, image, args, runAsUser, resources, temporaryFiles } = settings;
  return {
    controller: controllerOf(allSettings),
    name: spec.name,
    image: containerImage(input, platform),
    ...(allSettings['autoscaling'] === undefined && { replicas }),
    port,
    portName: portName(probe, image),
    args,
    runAsUser,
    resources: { requests: resources.requests, limits: limitsOf(resources) },
    ...(temporaryFiles !== undefined && { temporaryFiles }),
    probe: probe === 'http' ? { type: 'http', ...pathsOf(probes) } : { type: 'tcp' },
    ...(probes !== undefined && { probes }),
  };
}

function limitsOf({ limits: { cpu, memory } }: Resources): Limits {
  return { ...(cpu !== NO_LIMIT && { cpu }), memory };
}

function pathsOf({ liveness, readiness }: ProbesSettings = {}): { readonly live: string; readonly ready: string } {
  return { live: liveness?.path ?? '/health', ready: readiness?.path ?? '/ready' };
}

/** Returns the controller of the pods. Pods with their own volumes need a StatefulSet. */
export function controllerOf(settings: Settings): WorkloadPart['controller'] {
  return settings['storage'] === undefined ? 'Deployment' : 'StatefulSet';
}

/** Returns what an application has once: the language of its code, if it is built. */
export function workloadOnce({ spec }: AppFactsInput): { readonly runtime: Runtime } | undefined {
  const { image, runtime } = spec.general['workload'] as WorkloadSettings;
  return image === undefined ? { runtime } : undefined;
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

/** Returns the name of a port: at most 15 lower-case letters, digits and hyphens, with at least one letter (RFC 6335). */
export function portName(probe: WorkloadProbe, image: string | undefined): string {
  if (probe === 'http') return 'http';
  const program = /([a-z0-9-]+)(:[^/]*)?(@.*)?$/.exec(image ?? '')?.[1] ?? '';
  const name = program
    .slice(0, 15)
    .replace(/^-+|-+$/g, '')
    .replaceAll(/-{2,}/g, '-');
  return /[a-z]/.test(name) ? name : 'tcp';
}
