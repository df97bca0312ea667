'use strict';

/**
 * A process that publishes versions of trees in turn: `node publisher.js <job.json>`.
 *
 * The job: `{ trees: [{ root, lastFiles }], versions: [{ unit: { path: text } }], rounds }`. It prints a line when it begins.
 */
const { readFileSync } = require('node:fs');
const { openPublication } = require('../../dist');

async function main() {
  const { trees, versions, rounds } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
  process.stdout.write('begun\n');
  for (let round = 0; round < rounds; round++) await publish(trees, versions[round % versions.length]);
}

async function publish(trees, units) {
  const publication = await openPublication(trees);
  try {
    for (const tree of publication.trees) {
      for (const [unit, files] of Object.entries(units)) {
        const key = JSON.stringify(files);
        const generated = Object.entries(files).map(([path, content]) => ({ path, content, ownership: 'managed' }));
        if (!tree.keepIfFresh(unit, key)) tree.stage(unit, key, generated);
      }
    }
    publication.commit();
  } finally {
    publication.abort();
  }
}

main().catch((error) => {
  process.stderr.write(`${error.name}: ${error.message}\n`);
  process.exitCode = 1;
});
