import { toJson_PodTemplateSpec } from 'cdk8s-plus-28/lib/imports/k8s';
import type { PodFacts } from '../types';
import { type Pods, podsWithContributions } from './contributions';
import { podTemplate, type Surroundings } from './pod-template';

/** Returns the pods of a job: they do their work once, and no request reaches them, so they need no time to drain. */
export function jobPods(facts: PodFacts, surroundings: Surroundings): Pods {
  const template = toJson_PodTemplateSpec(podTemplate(facts, surroundings)) as Pods;
  const { metadata, spec } = podsWithContributions(template, surroundings);
  return { metadata, spec: { restartPolicy: 'Never', ...spec } };
}
