import {
  type AppContext,
  checkVariants,
  type Exposure,
  inEnvironment,
  nearMiss,
  pathOfSetting,
  type Problem,
  quote,
  type Rule,
  valueAt,
} from '@goldenpath/extension';
import { checkObjectSize } from '../object-size';
import { partSettings } from '../settings';
import { CLUSTER_ISSUER, controllerAnnotations } from './controllers';

export const annotationsAreAllowed: Rule<AppContext> = {
  name: 'annotation-not-allowed',
  check: (context) =>
    eachAnnotation(context, (name, where) => {
      const allowed = context.platform.ingress.allowedAnnotations ?? [];
      if (isTaken(name, context.platform.ingress) || allowed.some((pattern) => matches(pattern, name)))
        return undefined;
      const near = nearMiss(name, allowed);
      return {
        message: `The platform does not allow the annotation ${quote(name)}${where}.`,
        remedy:
          near === undefined
            ? 'Ask the platform team to add it to `ingress.allowedAnnotations` of the platform file.'
            : `Did you mean \`${near}\`?`,
      };
    }),
};

/** The platform sets these itself: with another value, a host could be served over HTTP, or with another certificate. */
export const annotationsAreFree: Rule<AppContext> = {
  name: 'annotation-taken',
  check: (context) =>
    eachAnnotation(context, (name, where) =>
      isTaken(name, context.platform.ingress)
        ? {
            message: `The platform sets the annotation ${quote(name)} itself${where}.`,
            remedy: 'Remove it. The value is the same for all applications.',
          }
        : undefined,
    ),
};

export const annotationsFit: Rule<AppContext> = {
  name: 'too-much-for-one-object',
  check: (context) =>
    checkVariants(context, ({ environment, settings }) =>
      checkObjectSize(context, environment, 'route', partSettings(settings).route?.annotations),
    ),
};

function eachAnnotation(
  context: AppContext,
  check: (name: string, where: string) => Pick<Problem, 'message' | 'remedy'> | undefined,
): Problem[] {
  return checkVariants(context, ({ environment, settings }) =>
    Object.keys(partSettings(settings).route?.annotations ?? {}).flatMap((name): Problem[] => {
      const problem = check(name, inEnvironment(environment));
      const path = pathOfSetting(context, environment, ['route', 'annotations', name]);
      return problem === undefined ? [] : [{ path, at: 'key', ...problem }];
    }),
  );
}

function matches(pattern: string, name: string): boolean {
  return pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern;
}

function isTaken(name: string, exposure: Exposure): boolean {
  if (name === CLUSTER_ISSUER) return true;
  if (exposure.type !== 'ingress') return false;
  const set = { ...controllerAnnotations(exposure.controller, true), ...exposure.annotations };
  return Object.hasOwn(set, name);
}

/** A route that is asked for leads to a port over TCP. */
export const routeLeadsSomewhere: Rule<AppContext> = {
  name: 'ingress-without-port',
  reads: ['ports'],
  check: ({ document, spec: { general } }) => {
    const { workload } = partSettings(general);
    const ports = workload?.ports;
    if (valueAt(document.value, ['ingress']) !== true || ports === undefined) return [];
    const [first] = ports;
    if (first !== undefined && first.protocol !== 'udp') return [];
    return [
      {
        path: ['ingress'],
        message: `Nothing can lead to the pods from outside the cluster: ${first === undefined ? 'they listen on nothing' : 'the first port is for UDP'}.`,
        remedy: 'Remove `ingress`, or put a port for HTTP first in `ports`.',
      },
    ];
  },
};

export const rules: readonly Rule<AppContext>[] = [
  routeLeadsSomewhere,
  annotationsAreAllowed,
  annotationsAreFree,
  annotationsFit,
];
