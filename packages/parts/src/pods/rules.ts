import {
  type AppContext,
  checkVariants,
  formatPath,
  inEnvironment,
  nearMiss,
  pathOfSetting,
  type Problem,
  quote,
  type Rule,
} from '@goldenpath/extension';
import { matchesName } from '../name-pattern';
import { partSettings } from '../settings';
import { affinityRules } from './affinity-rules';
import type { PodsSettings } from './settings';

/** Labels that Golden Path or Kubernetes sets, or that selectors and policies rely on. */
const OWN_LABELS =
  'app owner app.kubernetes.io/* pod-template-hash controller-revision-hash pod-template-generation controller-uid job-name batch.kubernetes.io/* apps.kubernetes.io/* statefulset.kubernetes.io/* pod-security.kubernetes.io/* goldenpath.io/*';

/** Annotations that Golden Path or Kubernetes sets, and those that would weaken the restrictions of pods. */
const OWN_ANNOTATIONS =
  'prometheus.io/* argocd.argoproj.io/* goldenpath.io/* kubernetes.io/* kubectl.kubernetes.io/* container.apparmor.security.beta.kubernetes.io/* seccomp.security.alpha.kubernetes.io/* container.seccomp.security.alpha.kubernetes.io/* eks.amazonaws.com/* reloader.stakater.com/* secret.reloader.stakater.com/* configmap.reloader.stakater.com/*';

const METADATA = {
  labels: { own: OWN_LABELS.split(' '), allowed: 'allowedLabels', what: 'label' },
  annotations: { own: OWN_ANNOTATIONS.split(' '), allowed: 'allowedAnnotations', what: 'annotation' },
} as const;

export const podMetadataIsFree: Rule<AppContext> = {
  name: 'pod-metadata-taken',
  check: (context) =>
    eachName(context, (field, name) =>
      METADATA[field].own.some((pattern) => matchesName(pattern, name))
        ? {
            message: `Golden Path, Kubernetes or the platform sets the ${METADATA[field].what} ${quote(name)} of pods.`,
            remedy: 'Remove it, or use another name.',
          }
        : undefined,
    ),
};

export const podMetadataIsAllowed: Rule<AppContext> = {
  name: 'pod-metadata-not-allowed',
  check: (context) =>
    eachName(context, (field, name) => {
      const { own, allowed: list, what } = METADATA[field];
      const allowed = context.platform.kubernetes.podMetadata?.[list];
      if (allowed === undefined || [...allowed, ...own].some((pattern) => matchesName(pattern, name))) return undefined;
      const near = nearMiss(name, allowed);
      return {
        message: `The platform does not allow the ${what} ${quote(name)} of pods.`,
        remedy:
          near === undefined
            ? `Ask the platform team to add it to \`kubernetes.podMetadata.${list}\` of the platform file.`
            : `Did you mean \`${near}\`?`,
      };
    }),
};

function eachName(
  context: AppContext,
  check: (field: keyof typeof METADATA, name: string) => Pick<Problem, 'message' | 'remedy'> | undefined,
): Problem[] {
  return checkVariants(context, ({ environment, settings }) =>
    (['labels', 'annotations'] as const).flatMap((field) =>
      Object.keys(partSettings(settings).pods?.[field] ?? {}).flatMap((name): Problem[] => {
        const problem = check(field, name);
        const path = pathOfSetting(context, environment, ['pod', field, name]);
        return problem === undefined ? [] : [{ path, at: 'key', ...problem }];
      }),
    ),
  );
}

export const priorityClassIsAllowed: Rule<AppContext> = {
  name: 'priority-class-not-allowed',
  check: (context) =>
    eachSetting(context, (pods, environment) => {
      const { priorityClassName: name } = pods;
      const { priorityClasses = [] } = context.platform.kubernetes;
      if (name === undefined || priorityClasses.includes(name)) return [];
      const near = nearMiss(name, priorityClasses);
      return [
        {
          path: pathOfSetting(context, environment, ['pod', 'priorityClassName']),
          message: `The platform has no priority class ${quote(name)} for applications${inEnvironment(environment)}.`,
          remedy:
            near !== undefined
              ? `Did you mean \`${near}\`?`
              : priorityClasses.length > 0
                ? `It is one of: ${priorityClasses.join(', ')}.`
                : 'Ask the platform team to add it to `kubernetes.priorityClasses` of the platform file.',
        },
      ];
    }),
};

/** Kubernetes schedules a pod only where both selectors match. */
export const nodesAreThere: Rule<AppContext> = {
  name: 'node-label-differs',
  check: (context) =>
    eachSetting(context, ({ nodeSelector = {} }, environment) => {
      const ofPlatform = context.platform.kubernetes.nodeSelector ?? {};
      return Object.entries(nodeSelector)
        .filter(([label, value]) => Object.hasOwn(ofPlatform, label) && ofPlatform[label] !== value)
        .map(([label, value]) => ({
          path: pathOfSetting(context, environment, ['pod', 'nodeSelector', label]),
          message: `\`${formatPath(['pod', 'nodeSelector', label])}\` is ${quote(value)}${inEnvironment(environment)}, and applications run on nodes with ${quote(ofPlatform[label] ?? '')}.`,
          remedy: 'Remove the label. `kubernetes.nodeSelector` of the platform file is for all applications.',
        }));
    }),
};

function eachSetting(
  context: AppContext,
  check: (pods: PodsSettings, environment: string | undefined) => readonly Problem[],
): Problem[] {
  return checkVariants(context, ({ environment, settings }) => {
    const { pods } = partSettings(settings);
    return pods === undefined ? [] : check(pods, environment);
  });
}

export const rules: readonly Rule<AppContext>[] = [
  podMetadataIsFree,
  podMetadataIsAllowed,
  priorityClassIsAllowed,
  nodesAreThere,
  ...affinityRules,
];
