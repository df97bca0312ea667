'use strict';

/**
 * A process that publishes applications to a GitOps repository: `node gitops-publisher.js <job.json>`.
 *
 * The job: `{ url, branch, rounds: [[{ name, files: { path: text }, removed? }]], repeat, timeoutMs }`. It prints a line when it
 * begins, and at the end a line of JSON for each round.
 */
const { readFileSync } = require('node:fs');
const { publishApps } = require('../../dist');

async function main() {
  const { url, branch, rounds, repeat = 1, timeoutMs = 120_000 } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
  process.stdout.write('begun\n');
  for (let round = 0; round < repeat; round++) {
    for (const apps of rounds) {
      const { commit, attempts } = await publishApps({ url, branch }, requestOf(apps), {
        env: process.env,
        now: () => Date.now(),
        random: Math.random,
        sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
        deadlineMs: timeoutMs,
      });
      process.stdout.write(`${JSON.stringify({ commit, attempts })}\n`);
    }
  }
}

function requestOf(apps) {
  return {
    organisation: 'acme',
    layout: 'central',
    apps: apps.map(({ name, files }) => ({
      name,
      folder: `apps/${name}/deploy`,
      files: new Map(Object.entries(files).map(([path, text]) => [`apps/${name}/deploy/${path}`, text])),
      image: name,
      holdings: new Map(),
      accept: [],
    })),
    removed: [],
    fleet: apps.map(({ name }) => name),
    environments: ['dev', 'prod'],
    accept: [],
  };
}

main().catch((error) => {
  process.stderr.write(`${error.name}: ${error.message}\n`);
  process.exitCode = 1;
});
