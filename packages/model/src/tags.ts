import type { AppSpec, Risk, Tags } from '@goldenpath/extension';

const MANAGED_BY = 'goldenpath';

/** Tags of what belongs to an application, in one environment or, where it is undefined, in all. */
export function appTags({ name, owner, risk }: AppSpec, environment?: string): Tags {
  return { id: name, owner, risk, environment: environment ?? 'all', 'managed-by': MANAGED_BY };
}

/** Tags of what the platform has in an environment. */
export function platformTags(organisation: string, environment: string, risk: Risk): Tags {
  return { id: `${organisation}-platform`, owner: 'platform', risk, environment, 'managed-by': MANAGED_BY };
}

/** Labels of every object of an application in the cluster. */
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

/** The label of selectors: one that never changes. */
export function appSelector(name: string): Record<string, string> {
  return { app: name };
}
