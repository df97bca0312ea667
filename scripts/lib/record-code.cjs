// Loaded into a run of the light commands with `--require`: on exit it writes what V8 compiled of them to the code cache.
const { writeFileSync } = require('node:fs');
const { basename, join } = require('node:path');
const vm = require('node:vm');
const { cacheBytes, codeCacheOf, sourceIn } = require('../../packages/cli/dist/load-bundle.js');

const cache = codeCacheOf();
const bundle = join(cache, '..', '..');
const recorded = [];

vm.Script = class extends vm.Script {
  constructor(text, options) {
    super(text, options);
    const { filename = '' } = options;
    if (join(filename, '..') !== bundle) return;
    // What was compiled: another build may replace the file before this run ends.
    recorded.push({ name: basename(filename), source: sourceIn(text), script: this });
  }
};

process.on('exit', () => {
  for (const { name, source, script } of recorded)
    writeFileSync(join(cache, name), cacheBytes(source, script.createCachedData()));
});
