import type { AppSpec, Risk, Tags } from '@goldenpath/extension';

const MANAGED_BY = 'goldenpath';

/** Returns the tags of an application's resources, in one environment or, if it is undefined, in all. */
export function appTags({ name, owner, risk }: AppSpec, environment?: string): Tags {
  return { id: name, owner, risk, environment: environment ?? 'all', 'managed-by': MANAGED_BY };
}

/** Returns the tags of the platform's resources in an environment. */
export function platformTags(organisation: string, environment: string, risk: Risk): Tags {
  return { id: `${organisation}-platform`, owner: 'platform', risk, environment, 'managed-by': MANAGED_BY };
}

/** Returns the labels of all objects of an application. */
export function appLabels({ name, kind, owner }: AppSpec, organisation: string): Record<string, string> {
  return {
    ...appSelector(name),
    'app.kubernetes.io/name': name,
    'app.kubernetes.io/component': kind,
    'app.kubernetes.io/part-of': organisation,
    'app.kubernetes.io/managed-by': MANAGED_BY,
    owner,
  };
}

/** Returns the label for selectors, which never changes. */
export function appSelector(name: string): Record<string, string> {
  return { app: name };
}
