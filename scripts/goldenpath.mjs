// Runs the goldenpath command from the sources: compiles changes, then runs the command in this process.
// This file and its imports use only old syntax, so that an old Node.js reaches the error message.
import { requireNode } from './lib/node-version.mjs';

requireNode();
import('./lib/command.mjs').then((command) => command.run(process.argv.slice(2)));
