// `npm start`: sets up the workspace, then validates, synthesises and deploys the example fleet to the simulated cloud, and
// shows its first service.
// This file and its imports use only old syntax, so that an old Node.js reaches the error message.
import { requireNode } from './lib/node-version.mjs';

requireNode();
import('./lib/start.mjs').then((start) => start.start(process.argv.slice(2)));
