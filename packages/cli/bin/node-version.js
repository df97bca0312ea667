'use strict';

// Only old syntax in this file, and nothing required that uses newer: an old Node must get to the message.

/** Ends the process with a clear message where Node is older than the `engines` of package.json. */
exports.requireNode = function requireNode(version) {
  const wanted = require('../package.json').engines.node.replace('>=', '');
  if (!isOlder(version, wanted)) return;
  console.error('error: This is Node.js ' + version + ', and goldenpath needs ' + wanted + ' or newer.');
  console.error('Install it from https://nodejs.org and try again.');
  process.exit(1);
};

/** Whether a version is older than another. The other may be a beginning of one, such as `20.9`. */
function isOlder(version, other) {
  const parts = version.split('.').map(Number);
  const others = other.split('.').map(Number);
  for (let i = 0; i < others.length; i += 1) {
    if (parts[i] !== others[i]) return parts[i] < others[i];
  }
  return false;
}
