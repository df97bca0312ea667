// Loaded into a run of the light commands with `--require`: on exit it writes what V8 compiled of them to the code cache.
const { readFileSync, writeFileSync } = require('node:fs');
const { basename, join } = require('node:path');
const vm = require('node:vm');
const { codeCacheOf, sourceDigest } = require('../../packages/cli/dist/load-bundle.js');

const cache = codeCacheOf();
const bundle = join(cache, '..', '..');
const recorded = [];

vm.Script = class extends vm.Script {
  constructor(text, options) {
    super(text, options);
    const { filename = '' } = options;
    if (join(filename, '..') === bundle) recorded.push({ filename, script: this });
  }
};

process.on('exit', () => {
  for (const { filename, script } of recorded)
    writeFileSync(
      join(cache, basename(filename)),
      Buffer.concat([sourceDigest(readFileSync(filename)), script.createCachedData()]),
    );
});
