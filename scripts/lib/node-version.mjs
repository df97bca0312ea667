// Written for any Node.js that supports modules: no newer syntax, no `node:` imports.
import { readFileSync } from 'fs';

/** Exits with an error when Node.js is older than `engines` in package.json requires. */
export function requireNode() {
  const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  const wanted = manifest.engines.node.replace('>=', '');
  if (!isOlder(process.versions.node, wanted)) return;
  console.error('This is Node.js ' + process.versions.node + '. Golden Path needs ' + wanted + ' or newer.');
  console.error('Install it from https://nodejs.org and try again.');
  process.exit(1);
}

/** Returns whether a version is older than another. Both have the form `20.9.1` or a prefix of it. */
export function isOlder(version, other) {
  const parts = version.split('.').map(Number);
  const others = other.split('.').map(Number);
  for (let i = 0; i < others.length; i += 1) {
    if (parts[i] !== others[i]) return parts[i] < others[i];
  }
  return false;
}
