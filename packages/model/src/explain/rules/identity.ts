import { always, environment, type Explain, type ExplanationTable, platform, spec } from '../explanation';

const LABELS: ExplanationTable = {
  app: spec('name'),
  '[app.kubernetes.io/name]': spec('name'),
  '[app.kubernetes.io/component]': spec('kind'),
  '[app.kubernetes.io/part-of]': platform('organisation'),
  '[app.kubernetes.io/managed-by]': always('on everything that is generated'),
  owner: spec('owner'),
};

function tags(inEnvironment: Explain): ExplanationTable {
  return {
    'tags.id': spec('name'),
    'tags.owner': spec('owner'),
    'tags.risk': spec('risk'),
    'tags.environment': inEnvironment,
    'tags.managed-by': always('on everything that is generated'),
  };
}

/** Who an application is. */
export const IDENTITY: ExplanationTable = {
  name: spec('name'),
  kind: spec('kind'),
  description: spec('description'),
  owner: spec('owner'),
  risk: spec('risk'),
  accept: spec('accept'),
  runtime: spec('runtime'),
  manifestsPath: spec('name', '`apps/{name}/deploy`'),
  ...tags(always('what it has once, for all environments')),
};

/** Where it runs, and what everything it has there is labelled with. */
export const LOCATION: ExplanationTable = {
  environment: environment('name'),
  namespace: (place, path) => {
    const template = place.fleet.platform.kubernetes.namespace;
    return platform('kubernetes.namespace', template.includes('{') ? `\`${template}\`` : undefined)(place, path);
  },
  ...Object.fromEntries(
    Object.entries(LABELS).map(([label, explain]) => [`labels${label.startsWith('[') ? '' : '.'}${label}`, explain]),
  ),
  'selector.app': spec('name', 'the one label that never changes'),
  ...tags(environment('name')),
};
