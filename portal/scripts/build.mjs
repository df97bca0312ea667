// `pnpm build` in this folder: compiles the packages that the plugins use, the plugins, the backend and the frontend.
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { portal, program, run } from './run.mjs';

const FRONTEND = join(portal, 'packages/app');

run('../scripts/build.mjs');
run(program('typescript/bin/tsc'), '--build', 'packages/github-server', 'packages/backend', 'plugins/goldenpath');
if (isStale())
  run(join(FRONTEND, 'node_modules/@backstage/cli/bin/backstage-cli'), 'package', 'build', { cwd: FRONTEND });

/** Whether the frontend was never built, or one of its files is newer. */
function isStale() {
  const sources = ['packages/app/src', 'plugins/goldenpath/src'].flatMap((folder) =>
    readdirSync(join(portal, folder)).map((name) => join(portal, folder, name)),
  );
  const files = [...sources, 'packages/app/package.json', 'pnpm-lock.yaml'].map((file) =>
    file.startsWith(portal) ? file : join(portal, file),
  );
  const built = statSync(join(FRONTEND, 'dist/index.html'), { throwIfNoEntry: false });
  return built === undefined || files.some((file) => statSync(file).mtimeMs > built.mtimeMs);
}
