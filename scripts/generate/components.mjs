// The reference page of the components that Argo CD installs, from the charts of the package `platform`. Requires compiled packages.
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** Returns the page by its path from the root. */
export function componentPages(root) {
  const require = createRequire(join(root, 'packages/fleet/package.json'));
  const { CHARTS } = require('@goldenpath/platform');
  const rows = Object.entries(CHARTS).map(
    ([name, { chart, purpose, when, repository, source, version, namespace, wave }]) =>
      `| \`${name}\` | ${purpose} | ${when} | [${chart}](${source}) ${version} | ${repository} | \`${namespace}\` | ${wave} |`,
  );
  return {
    'docs/reference/components.md': `${[
      '# Components of the clusters',
      '<!-- Generated from packages/platform/src/components/charts.ts by `pnpm generate`. -->',
      'What Argo CD installs from Helm charts when the platform file has `components`. The [guide](../guides/platform.md#components) says how to leave one out, and how to set its version and values. Argo CD creates lower waves first. The ApplicationSets have the wave 0. The link of a chart leads to its source, with the values of every version.',
      [
        '| component | what it does | installed | chart and version | Helm repository | namespace | wave |',
        '| --- | --- | --- | --- | --- | --- | --- |',
        ...rows,
      ].join('\n'),
    ].join('\n\n')}\n`,
  };
}
