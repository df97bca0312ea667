// Written for Node of any age that reads modules: no newer syntax, no `node:` names.
import { readFileSync } from 'fs';

/** Ends the process with a clear message where Node is older than package.json's `engines` asks. */
export function requireNode() {
  const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  const wanted = manifest.engines.node.replace('>=', '');
  if (!isOlder(process.versions.node, wanted)) return;
  console.error('This is Node.js ' + process.versions.node + '. Golden Path needs ' + wanted + ' or newer.');
  console.error('Install it from https://nodejs.org and try again.');
  process.exit(1);
}

/** Whether a version is older than another; both as `20.9.1` or a beginning of that. */
export function isOlder(version, other) {
  const parts = version.split('.').map(Number);
  const others = other.split('.').map(Number);
  for (let i = 0; i < others.length; i += 1) {
    if (parts[i] !== others[i]) return parts[i] < others[i];
  }
  return false;
}
