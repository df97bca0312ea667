// `npm test`: sets up the workspace, then runs the tests. Arguments are passed to Jest.
// This file and its imports use only old syntax, so that an old Node.js reaches the error message.
import { requireNode } from './lib/node-version.mjs';

requireNode();
import('./lib/test.mjs').then((tests) => tests.test(process.argv.slice(2)));
