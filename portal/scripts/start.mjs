// `pnpm start` in this folder: a Backstage with the templates and the catalog of the example fleet, on this machine.
// Pull requests go to a stand-in for GitHub, which forgets them at the end.
import { run } from './run.mjs';
import { demo } from './demo.mjs';

run('scripts/build.mjs');
const portal = await demo({ port: 7007 });
console.log(`\nOpen ${portal.url} and enter as a guest. Ctrl-C ends it.\n`);
process.once('SIGINT', () => void portal.close());
