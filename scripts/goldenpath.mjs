// The goldenpath command from the sources: what has changed is compiled, then the command runs in this process.
// Only old syntax in this file, and nothing imported that uses newer: an old Node must get to the message.
import { requireNode } from './lib/node-version.mjs';

requireNode();
import('./lib/command.mjs').then((command) => command.run(process.argv.slice(2)));
