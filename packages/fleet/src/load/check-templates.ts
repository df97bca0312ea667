import * as path from 'node:path';
import type { Diagnostic, Registry } from '@goldenpath/extension';
import { TEMPLATE_VALUES } from '@goldenpath/parts';
import { checkTemplateFolder } from '@goldenpath/scaffold';
import type { FleetSource, LoadedFleet } from '@goldenpath/spec';
import { TEMPLATE_RULE } from './template-rule';

/** Returns what is wrong with the template folders of the platform file, each at its line there or in the template. */
export function checkTemplates(
  { platform, platformDocument, registry }: Pick<LoadedFleet, 'platform' | 'platformDocument' | 'registry'>,
  { platformFile, relativeTo }: Pick<FleetSource, 'platformFile' | 'relativeTo'>,
): Diagnostic[] {
  const beside = path.dirname(platformFile);
  return Object.entries(platform.runtimes ?? {}).flatMap(([name, { template }]) => {
    const folder = path.resolve(beside, template);
    return checkTemplateFolder(folder, beside, knownValues(registry)).map(({ location, ...problem }) => ({
      rule: TEMPLATE_RULE,
      ...problem,
      location:
        location === undefined
          ? platformDocument.locate(['runtimes', name, 'template'])
          : { ...location, file: path.relative(relativeTo, location.file) },
    }));
  });
}

/** Extensions can add values, which are known only when a repository is made. */
function knownValues({ sources }: Registry): ReadonlySet<string> | undefined {
  return sources.length === 0 ? new Set(TEMPLATE_VALUES) : undefined;
}
