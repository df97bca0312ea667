import { appendFileSync, copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { dump } from 'js-yaml';
import { fleetSpecs } from './specs.mjs';

/**
 * Writes a fleet as a person would keep it: a folder for each application, beside a platform file.
 *
 * @returns the platform file, and the names of the applications that have a workload.
 */
export function writeFleet(folder, count, platformFile) {
  mkdirSync(folder, { recursive: true });
  const platform = path.join(folder, 'platform.yaml');
  copyFileSync(platformFile, platform);
  const specs = fleetSpecs(count);
  for (const spec of specs) {
    mkdirSync(path.join(folder, 'apps', spec.name), { recursive: true });
    writeFileSync(specFile(folder, spec.name), dump(spec, { noRefs: true }));
  }
  return { platform, apps: specs.filter(({ kind }) => kind !== 'rds-database').map(({ name }) => name) };
}

/** Gives one application an argument: that is in its base, so everything of it has to be made again. */
export function editApp(folder, name) {
  appendFileSync(specFile(folder, name), 'args: ["--edited"]\n');
}

function specFile(folder, name) {
  return path.join(folder, 'apps', name, 'app.yaml');
}
