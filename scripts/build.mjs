// `pnpm build`: compiles what changed.
import { build } from './lib/build.mjs';
import { orExplain } from './lib/setup-error.mjs';

await orExplain(build);
