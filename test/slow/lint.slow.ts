import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const root = join(__dirname, '..', '..');

/** Each rule that we rely on, text that breaks it and text that looks alike and does not. */
const samples: readonly { rule: string; path: string; bad: string; good: string }[] = [
  { rule: 'no-explicit-any', path: 'packages/files/src/a.ts', bad: 'let x: any;', good: 'let x: unknown;' },
  { rule: 'no-default-export', path: 'packages/files/src/a.ts', bad: 'export default 1;', good: 'export const a = 1;' },
  { rule: 'no-console', path: 'packages/files/src/a.ts', bad: 'console.log(1);', good: 'log(1);' },
  { rule: 'no-process-env', path: 'packages/infra/src/a.ts', bad: 'f(process.env.HOME);', good: 'f(process.argv);' },
  { rule: 'no-process-exit', path: 'packages/output/src/a.ts', bad: 'process.exit(1);', good: 'process.cwd();' },
  { rule: 'no-restricted-globals', path: 'packages/model/src/a.ts', bad: 'f(new Date());', good: 'f(new Map());' },
  { rule: 'no-restricted-globals', path: 'packages/fleet/src/a.ts', bad: "process.on('SIGINT', f);", good: 'f(env);' },
  { rule: 'no-restricted-globals', path: 'packages/fleet/src/a.ts', bad: 'console.log(1);', good: 'onProgress(1);' },
  {
    rule: 'no-restricted-properties',
    path: 'packages/model/src/a.ts',
    bad: 'f(Math.random());',
    good: 'f(Math.min(1));',
  },
  { rule: 'filename-case', path: 'packages/files/src/aB.ts', bad: 'f(1);', good: 'f(1);' },
  { rule: 'max-lines', path: 'packages/files/src/a.ts', bad: 'f(1);\n'.repeat(401), good: 'f(1);\n'.repeat(400) },
  {
    rule: 'max-lines-per-function',
    path: 'packages/files/src/a.ts',
    bad: `export function f() {\n${'g(1);\n'.repeat(60)}}`,
    good: `export function f() {\n${'g(1);\n'.repeat(50)}}`,
  },
  ...[
    ['spec', '@goldenpath/model', '@goldenpath/files'],
    ['model', '@goldenpath/manifests', '@goldenpath/spec'],
    ['manifests', '@goldenpath/infra', '@goldenpath/files'],
    ['fleet', '@goldenpath/model/dist/facts', '@goldenpath/model'],
    ['manifests', '../../model/src/facts', '../charts/src-like'],
    ['manifests', '../../../packages/model/src', '../../schemas/app.schema.json'],
    ['manifests', 'cdktf', 'cdk8s'],
    ['infra', 'cdk8s-plus-28', '@cdktf/provider-aws/lib/db-instance'],
    ['fleet', '@cdktf/provider-aws/lib/db-instance', '@goldenpath/infra'],
    ['fleet', 'node:process', 'node:os'],
    ['fleet', '@goldenpath/report', '@goldenpath/review'],
    ['cli', '@goldenpath/spec/src/types/app', '@goldenpath/spec'],
    ['files', 'node:fs', 'node:path'],
  ].map(([name, bad, good]) => ({
    rule: 'no-restricted-imports',
    path: `packages/${name}/src/a.ts`,
    bad: `import { a } from '${bad}';\na();`,
    good: `import { a } from '${good}';\na();`,
  })),
];

const bad = brokenRules(samples.map(({ path, bad: text }) => ({ path, text })));
const good = brokenRules(samples.map(({ path, good: text }) => ({ path: path.replace('aB.ts', 'a-b.ts'), text })));

test.each(samples.map(({ rule, path, bad: text }, index) => [rule, path, firstLine(text), index] as const))(
  '%s in %s refuses %s, and only that',
  (rule, _path, _text, index) => {
    expect(bad[index]).toContain(rule);
    expect(good[index]).not.toContain(rule);
  },
);

function firstLine(text: string): string {
  return text.split('\n', 1).join();
}

/** The rules that each file breaks, all looked at in one run, each in a folder of its own below the package's. */
function brokenRules(files: readonly { path: string; text: string }[]): string[][] {
  const folder = mkdtempSync(join(tmpdir(), 'goldenpath-lint-'));
  try {
    for (const config of ['.oxlintrc.json', '.oxlintrc.walls.json']) cpSync(join(root, config), join(folder, config));
    const paths = files.map(({ path }, index) => path.replace('/src/', `/src/sample-${index}/`));
    for (const [index, path] of paths.entries()) {
      mkdirSync(join(folder, dirname(path)), { recursive: true });
      writeFileSync(join(folder, path), files[index]?.text ?? '');
    }
    const { diagnostics } = JSON.parse(lint(folder)) as { diagnostics: { code: string; filename: string }[] };
    return paths.map((path) =>
      diagnostics.filter(({ filename }) => filename === path).map(({ code }) => code.replace(/^.*\((.*)\)$/, '$1')),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The linter's report; that it finds something is no failure here. */
function lint(folder: string): string {
  const linter = join(root, 'node_modules', 'oxlint', 'bin', 'oxlint');
  return spawnSync(process.execPath, [linter, '-f', 'json'], { cwd: folder, encoding: 'utf8', timeout: 60_000 }).stdout;
}
