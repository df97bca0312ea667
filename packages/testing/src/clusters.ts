import { readFileSync, writeFileSync } from 'node:fs';
import { dump, load } from 'js-yaml';

/** Gives each environment of a platform file a cluster whose pods can have roles in AWS: resources in AWS need one. */
export function addClusters(platformFile: string): void {
  const platform = load(readFileSync(platformFile, 'utf8')) as { readonly environments: readonly { name: string }[] };
  const environments = platform.environments.map((environment) => ({
    ...environment,
    cluster: { name: environment.name, oidcIssuer: 'https://oidc.eks.eu-west-2.amazonaws.com/id/0D0E0F1011121314' },
  }));
  writeFileSync(platformFile, dump({ ...platform, environments }));
}
