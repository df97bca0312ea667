import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './fleet';
import { testFolder } from './folders';

/**
 * A folder with a fleet of this many applications of all kinds on the example platform. Of two versions each has
 * applications that the other lacks, many that differ, and some that are the same.
 */
export function fleetVersion(version: 0 | 1, apps: number): string {
  const specs = [...Array(apps).keys()].filter((index) => index % 5 !== version).map((index) => specOf(index, version));
  return testFolder({
    'platform.yaml': readFileSync(join(ROOT, 'platform.yaml'), 'utf8'),
    ...Object.fromEntries(specs.map((spec) => [`apps/${spec.name}/app.yaml`, JSON.stringify(spec)])),
  });
}

function specOf(index: number, version: number) {
  const description = index % 7 === 0 ? 'The same in every version' : `As it is in version ${version}`;
  const common = { name: `app-${index}`, description, owner: 'app-team', environments: ['dev', 'prod'] };
  const replicas = index % 7 === 0 ? 1 : 1 + version;
  if (index % 3 === 0)
    return { kind: 'stateful-app', ...common, replicas, storage: { size: '1Gi', mountPath: '/data' } };
  if (index % 3 === 1)
    return { kind: 'stateless-app', ...common, replicas, env: { VERSION: String(index % 7 && version) } };
  return { kind: 'backend-app-rds', ...common, replicas, database: { name: `db_${index}`, username: `user_${index}` } };
}
