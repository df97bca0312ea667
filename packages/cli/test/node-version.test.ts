import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { transformSync } from 'esbuild';

const BIN = join(__dirname, '../bin');
const { requireNode } = require('../bin/node-version.js') as { requireNode: (version: string) => void };

/** What the check prints on a given Node.js version; undefined if the program may start. */
function said(version: string): string | undefined {
  const lines: string[] = [];
  const error = jest.spyOn(console, 'error').mockImplementation((line: string) => void lines.push(line));
  const exit = jest.spyOn(process, 'exit').mockImplementation((code) => {
    lines.push(`exit ${code}`);
    return undefined as never;
  });
  requireNode(version);
  error.mockRestore();
  exit.mockRestore();
  return lines.length === 0 ? undefined : lines.join('\n');
}

test.each(['0.12.18', '14.21.3', '20.8.1'])('Node.js %s is refused as too old', (version) => {
  expect(said(version)).toBe(
    `error: This is Node.js ${version}, and goldenpath needs 20.9 or newer.\nInstall it from https://nodejs.org and try again.\nexit 1`,
  );
});

test.each(['20.9.0', '20.19.5', '24.0.0', '100.0.0'])('Node.js %s is accepted', (version) => {
  expect(said(version)).toBeUndefined();
});

test.each(['goldenpath.js', 'node-version.js', '../../create-goldenpath/bin/create-goldenpath.js'])(
  'an old Node.js can read %s',
  (file) => {
    // What newer syntax is in it would be rewritten.
    const text = readFileSync(join(BIN, file), 'utf8').replace(/^#!.*\n/, '');
    expect(transformSync(text, { target: 'es2015', minifyWhitespace: true }).code).toBe(
      transformSync(text, { target: 'esnext', minifyWhitespace: true }).code,
    );
  },
);
