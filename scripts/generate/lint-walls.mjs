// Converts the import table to lint rules, so that editors report forbidden imports. A later override of a rule replaces an earlier one, so
// each package gets the complete rule.

/** Generators, which must be pure: facts in, files out. */
const GENERATORS = new Set(['files', 'extension', 'parts', 'kustomize', 'model', 'manifests', 'infra']);

const OUTSIDE_WORLD = ['fs', 'fs/promises', 'child_process', 'os', 'net', 'http', 'https', 'dns', 'worker_threads'];

/** Modules that only their owners may use: the process runner; engines, parts, and the contract between them (for its types). */
const OWNED_LIBRARIES = [
  { owners: ['process'], group: ['child_process', 'node:child_process'] },
  { owners: ['manifests', 'parts', 'extension'], group: ['cdk8s', 'cdk8s/**', 'cdk8s-plus-*', 'cdk8s-plus-*/**'] },
  {
    owners: ['infra', 'parts', 'extension'],
    group: ['cdktf', 'cdktf/**', 'cdktn', 'cdktn/**', '@cdktf/**', '@cdktn/**'],
  },
];

/** Returns the lint configuration. `table` lists the packages that each package may import; `*` means all. */
export function lintWalls(table) {
  return {
    $schema: './node_modules/oxlint/configuration_schema.json',
    overrides: Object.entries(table).map(([name, allowed]) => ({
      files: [`packages/${name}/src/**/*.ts`],
      rules: {
        'eslint/no-restricted-imports': ['error', { patterns: patternsOf(name, allowed) }],
        ...(GENERATORS.has(name) ? PURITY : {}),
        ...(name === 'fleet' ? NO_PROCESS : {}),
      },
    })),
  };
}

const PURITY = {
  'eslint/no-restricted-globals': [
    'error',
    { name: 'Date', message: 'Generators are pure: the same input gives the same bytes at any time.' },
    { name: 'crypto', message: 'Generators are pure: nothing random.' },
    { name: 'fetch', message: 'Generators are pure: no network.' },
    { name: 'performance', message: 'Generators are pure: no clock.' },
  ],
  'eslint/no-restricted-properties': [
    'error',
    { object: 'Math', property: 'random', message: 'Generators are pure: nothing random.' },
  ],
};

/** The programmatic API runs inside other processes: it neither reads nor changes them, and prints nothing. */
const NO_PROCESS = {
  'eslint/no-restricted-globals': [
    'error',
    { name: 'process', message: 'Operations take what they need of the process as options.' },
    { name: 'console', message: 'Operations return data, and report progress with `onProgress`.' },
  ],
};

function patternsOf(name, allowed) {
  const walls = [
    {
      group: ['@goldenpath/*/**', '!@goldenpath/extension/terraform', '!@goldenpath/fleet/github'],
      message: 'Import the package by its name: only what its index.ts exports is public.',
    },
    { regex: '^(\\.\\./)+([^./][^/]*/src(/|$)|packages/)', message: 'Import another package by its name.' },
  ];
  // Shared test code may import what tests may import.
  if (allowed.includes('*')) return walls;
  walls.unshift(tableWall(name, allowed));
  for (const { owners, group } of OWNED_LIBRARIES)
    if (!owners.includes(name)) walls.push({ group, message: `Only ${owners.join(', ')} may import this.` });
  if (name === 'fleet')
    walls.push({
      group: ['process', 'node:process', 'console', 'node:console'],
      message: 'Operations take what they need of the process as options.',
    });
  if (GENERATORS.has(name))
    walls.push({
      group: OUTSIDE_WORLD.flatMap((module) => [module, `node:${module}`]),
      message: 'Generators are pure: no disk, no processes, no network.',
    });
  return walls;
}

function tableWall(name, allowed) {
  return {
    group: ['@goldenpath/*', ...allowed.map((other) => `!@goldenpath/${other}`)],
    message: `The package ${name} may import ${allowed.length === 0 ? 'no other package' : `only ${allowed.join(', ')}`}.`,
  };
}
