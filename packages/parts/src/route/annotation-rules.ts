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
} from '@goldenpath/extension';
import { matchesName } from '../name-pattern';
import { checkObjectSize } from '../object-size';
import { partSettings } from '../settings';
import { CLUSTER_ISSUER, controllerAnnotations } from './controllers';
import { classOf } from './target-rules';
import { routesOf } from './settings';

export const annotationsAreAllowed: Rule<AppContext> = {
  name: 'annotation-not-allowed',
  check: (context) =>
    eachAnnotation(context, ({ name, where, exposure, field }) => {
      const allowed = exposure.allowedAnnotations ?? [];
      if (isTaken(name, exposure) || allowed.some((pattern) => matchesName(pattern, name))) return undefined;
      const near = nearMiss(name, allowed);
      return {
        message: `The platform does not allow the annotation ${quote(name)}${where}.`,
        remedy:
          near === undefined
            ? `Ask the platform team to add it to \`${field}.allowedAnnotations\` of the platform file.`
            : `Did you mean \`${near}\`?`,
      };
    }),
};

/** The platform sets these itself: with another value, a host could be served over HTTP, or with another certificate. */
export const annotationsAreFree: Rule<AppContext> = {
  name: 'annotation-taken',
  check: (context) =>
    eachAnnotation(context, ({ name, where, exposure }) =>
      isTaken(name, exposure)
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
    checkVariants(context, ({ environment, settings }) => {
      const { routes = {}, annotations } = partSettings(settings).route ?? {};
      const further = Object.values(routes).map((route) => route.annotations);
      const largest = [annotations, ...further].reduce(
        (a, b) => (JSON.stringify(b ?? {}).length > JSON.stringify(a ?? {}).length ? b : a),
        annotations,
      );
      return checkObjectSize(context, environment, ['route'], largest);
    }),
};

interface WrittenAnnotation {
  readonly name: string;
  /** The end of a sentence. */
  readonly where: string;
  readonly exposure: Exposure;
  /** The field of the platform file with the class. */
  readonly field: string;
}

function eachAnnotation(
  context: AppContext,
  check: (annotation: WrittenAnnotation) => Pick<Problem, 'message' | 'remedy'> | undefined,
): Problem[] {
  return checkVariants(context, ({ environment, settings }) => {
    const { route } = partSettings(settings);
    // An application that is not reachable now can be later.
    return routesOf(route && { ...route, ingress: true }).flatMap(({ path, settings: own }) => {
      const exposure = classOf(own, context.platform);
      if (exposure === undefined) return [];
      const field = own.class === undefined ? 'ingress' : `ingressClasses.${own.class}`;
      return Object.keys(own.annotations ?? {}).flatMap((name): Problem[] => {
        const problem = check({ name, where: inEnvironment(environment), exposure, field });
        const at = pathOfSetting(context, environment, [...path, 'annotations', name]);
        return problem === undefined ? [] : [{ path: at, at: 'key', ...problem }];
      });
    });
  });
}

function isTaken(name: string, exposure: Exposure): boolean {
  if (name === CLUSTER_ISSUER) return true;
  if (exposure.type !== 'ingress') return false;
  const set = { ...controllerAnnotations(exposure.controller, true), ...exposure.annotations };
  return Object.hasOwn(set, name);
}

export const annotationRules: readonly Rule<AppContext>[] = [annotationsAreAllowed, annotationsAreFree, annotationsFit];
