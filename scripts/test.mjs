// `npm test`: sets the workspace up, then runs every test. Arguments go to jest.
// Only old syntax in this file, and nothing imported that uses newer: an old Node must get to the message.
import { requireNode } from './lib/node-version.mjs';

requireNode();
import('./lib/test.mjs').then((tests) => tests.test(process.argv.slice(2)));
