import * as fs from 'node:fs';
import * as path from 'node:path';
import { dump } from 'js-yaml';
import type { WrittenFleet } from './fleet-arbitrary';

/** Writes a fleet into a folder as people keep it: `platform.yaml`, `apps/<name>/app.yaml`, and the files beside that. */
export function writeFleet(folder: string, { platform, apps, beside = {} }: WrittenFleet): void {
  write(path.join(folder, 'platform.yaml'), platform);
  for (const app of apps) write(path.join(folder, 'apps', app.name, 'app.yaml'), app);
  for (const [app, files] of Object.entries(beside))
    for (const [file, value] of Object.entries(files)) write(path.join(folder, 'apps', app, file), value);
}

function write(file: string, value: unknown): void {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  // Without references: two environments that happen to be alike are not one.
  fs.writeFileSync(file, dump(value, { noRefs: true }));
}
