import { type ChartInput, componentLabels, type KubernetesObject, type ObjectFile } from '@goldenpath/extension';
import type { Chart } from 'cdk8s';
import { PlainObject } from '../kubernetes/plain-object';
import { jobPods } from '../workload/charts/job-pods';
import { ofFurtherPods } from '../workload/charts/further-pods';
import type { MigrationPart } from './types';

/**
 * Argo CD runs the Job in each sync, before the pods and together with the secrets that it reads. It deletes the Job of the last sync
 * first. As a hook of the phase `PreSync`, the Job would come before these secrets, and could never start in the first sync.
 */
const HOOK = {
  'argocd.argoproj.io/hook': 'Sync',
  'argocd.argoproj.io/hook-delete-policy': 'BeforeHookCreation',
  'argocd.argoproj.io/sync-wave': '-1',
};

/** Adds the Job. It has one name, so that a namespace has one, and a pod is replaced only after it has ended. */
export function add(chart: Chart, input: ChartInput<MigrationPart>): void {
  const { pods, env, activeDeadlineSeconds, backoffLimit } = input.facts;
  const { labels } = componentLabels(input, 'migration');
  const { image, pod } = input;
  new PlainObject(chart, 'job', {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: pods.name, labels, annotations: HOOK },
    spec: {
      parallelism: 1,
      completions: 1,
      podReplacementPolicy: 'Failed',
      activeDeadlineSeconds,
      backoffLimit,
      template: jobPods(pods, { image, labels, component: 'migration', pod: ofFurtherPods(pod, env) }),
    },
  });
}

/** The Job is in the base, and environments patch it. */
export function file({ kind }: KubernetesObject): ObjectFile | undefined {
  return kind === 'Job' ? { file: 'migration.yaml', home: 'base' } : undefined;
}
