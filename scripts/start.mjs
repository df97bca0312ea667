// `npm start`: sets the workspace up, then validates and synthesises the example fleet.
// Only old syntax in this file, and nothing imported that uses newer: an old Node must get to the message.
import { requireNode } from './lib/node-version.mjs';

requireNode();
import('./lib/start.mjs').then((start) => start.start(process.argv.slice(2)));
