import { chmodSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { testFolder } from '@goldenpath/testing/folders';
import { strictProgram } from '@goldenpath/testing/strict-program';
import { describeShell, runStep, type StepResult } from '@goldenpath/testing/workflow-run';
import { step } from '@goldenpath/testing/workflows';
import { type Environment, ENVIRONMENTS, FILE, prepare } from './called';

/** How strict the gates are, by environment, as the first job says. */
const gates = {} as Record<Environment, string>;
beforeAll(async () => {
  for (const environment of ENVIRONMENTS) gates[environment] = (await prepare({ environment })).outputs['gates'] ?? '';
});

/** An outcome of a gate: whether the check passed, or what the gate says. */
type Outcome = string | null;

/** Each outcome in each environment: a problem warns in dev, and fails the job from test on. */
function inEveryEnvironment<T>(cases: readonly (readonly [string, T, Outcome])[]) {
  return cases.flatMap(([what, input, problem]) =>
    ENVIRONMENTS.map((environment) => ({ what, environment, input, problem })),
  );
}

function expectGate(result: StepResult, environment: Environment, problem: Outcome): void {
  const said = result.stdout.split('\n').filter((line) => /^::(warning|error)::/.test(line));
  const level = environment === 'dev' ? 'warning' : 'error';
  expect(said).toEqual(problem === null ? [] : [expect.stringContaining(`::${level}::${problem}`)]);
  expect(result.code).toBe(problem === null || environment === 'dev' ? 0 : 1);
}

test('the gates of the platform are advisory in dev, and blocking from test on', () => {
  expect(gates).toEqual({ dev: 'advisory', test: 'blocking', staging: 'blocking', prod: 'blocking' });
});

describeShell('the gate on secrets', () => {
  const GITLEAKS = strictProgram(
    {
      git: {
        values: ['exit-code', 'report-format', 'report-path', 'log-opts', 'config', 'log-level'],
        switches: ['no-banner', 'no-color', 'verbose', 'redact'],
        operands: 1,
      },
    },
    `if (flags.redact === undefined) return refuse('secrets would be in the log');
     process.stdout.write('Finding: ::set-output name=any::true\\n');
     return { code: process.env.FOUND === 'secrets' ? Number(flags['exit-code'][0]) : Number(process.env.FOUND) };`,
  );
  /** Installs a Gitleaks that behaves as the case says. */
  const GO = strictProgram(
    { install: { operands: 1 } },
    `if (!/^github\\.com\\/zricethezav\\/gitleaks\\/v8@v8\\.[0-9]+\\.[0-9]+$/.test(operands[0])) return refuse('not a pinned version');
     if (process.env.FOUND === 'no module') return { code: 1 };
     const file = process.env.GOBIN + '/gitleaks';
     require('node:fs').mkdirSync(process.env.GOBIN, { recursive: true });
     require('node:fs').copyFileSync(process.env.PREPARED, file);`,
  );

  test.each(
    inEveryEnvironment<string>([
      ['a clean history', '0', null],
      ['a secret', 'secrets', 'Gitleaks found secrets'],
      ['a Gitleaks that crashes', '1', 'Gitleaks did not finish'],
      ['a Gitleaks that does not know a flag', '126', 'Gitleaks did not finish'],
      ['a Gitleaks that cannot be installed', 'no module', 'Gitleaks did not finish'],
    ]),
  )('with $what in $environment', async ({ environment, input, problem }) => {
    const prepared = join(testFolder(), 'gitleaks');
    writeFileSync(
      prepared,
      `#!${process.execPath}\nconst args = process.argv.slice(2);\nconst { code } = ((args) => {${GITLEAKS}})(args);\nprocess.exitCode = code;\n`,
    );
    chmodSync(prepared, 0o755);
    const result = await runStep(step(FILE, 'secrets', 'Search for secrets'), {
      cwd: testFolder(),
      values: { 'needs.prepare.outputs.gates': gates[environment] },
      env: { FOUND: input, PREPARED: prepared },
      programs: { go: GO },
    });
    expectGate(result, environment, problem);
    // What Gitleaks prints is between the two commands that switch commands off and on.
    const [, token = '', between = ''] = /^::stop-commands::(\S+)\n([^]*)\n?::\1::$/m.exec(result.stdout) ?? [];
    expect(token).toMatch(/^[0-9a-f-]{36}$/);
    expect(between.includes('set-output')).toBe(input !== 'no module');
  });
});

describeShell('the gate on vulnerabilities', () => {
  const report = (...severities: readonly string[]) =>
    JSON.stringify({
      SchemaVersion: 2,
      ArtifactType: 'container_image',
      Results: [
        { Target: 'debian' },
        {
          Target: 'node',
          Vulnerabilities: severities.map((Severity, index) => ({
            VulnerabilityID: `CVE-2026-000${index}`,
            PkgName: '##[set-env name=a]::error::b',
            InstalledVersion: '1.0.0',
            Severity,
          })),
        },
      ],
    });

  test.each(
    inEveryEnvironment<string | undefined>([
      ['no vulnerability', report(), null],
      ['a vulnerability of the severity MEDIUM', report('MEDIUM', 'LOW', 'UNKNOWN'), null],
      [
        'one of the severity HIGH',
        report('LOW', 'HIGH'),
        'Vulnerabilities of the severity HIGH or CRITICAL in the image: 1.',
      ],
      [
        'one of the severity CRITICAL',
        report('CRITICAL', 'HIGH'),
        'Vulnerabilities of the severity HIGH or CRITICAL in the image: 2.',
      ],
      ['no report', undefined, 'Trivy did not finish'],
      ['an empty report', '', 'Trivy did not finish'],
      ['half a report', report('LOW').slice(0, -20), 'Trivy did not finish'],
      ['a file that is no report', '{}', 'Trivy did not finish'],
    ]),
  )('with $what in $environment', async ({ environment, input, problem }) => {
    const result = await runStep(step(FILE, 'scan', 'Decide on vulnerabilities'), {
      cwd: testFolder(input === undefined ? {} : { 'trivy.json': input }),
      values: { 'needs.prepare.outputs.gates': gates[environment] },
    });
    expectGate(result, environment, problem);
    expect(result.stdout).not.toContain('##[');
  });
});

describeShell('the gate on the SBOM', () => {
  const TRIVY = strictProgram(
    {
      image: {
        values: ['input', 'format', 'output', 'severity', 'exit-code', 'scanners', 'timeout', 'cache-dir'],
        switches: ['quiet', 'ignore-unfixed', 'list-all-pkgs', 'no-progress'],
        operands: 0,
      },
    },
    `if (!['json', 'cyclonedx', 'spdx-json', 'sarif', 'table'].includes(flags.format[0])) return refuse('unknown format');
     if (!require('node:fs').existsSync(flags.input[0])) return refuse('no such image');
     if (process.env.MADE === 'nothing') return { code: 1 };
     require('node:fs').writeFileSync(flags.output[0], process.env.MADE);`,
  );

  test.each(
    inEveryEnvironment<string>([
      ['components', '{"bomFormat":"CycloneDX","components":[{"name":"express"}]}', null],
      ['no component', '{"bomFormat":"CycloneDX","components":[]}', 'There is no SBOM'],
      ['another format', '{"SPDXID":"SPDXRef-DOCUMENT","components":[1]}', 'There is no SBOM'],
      ['no JSON', 'half a fi', 'There is no SBOM'],
      ['an empty file', '', 'There is no SBOM'],
      ['a Trivy that fails', 'nothing', 'There is no SBOM'],
    ]),
  )('with $what in $environment', async ({ environment, input, problem }) => {
    const cwd = testFolder({ 'image/index.json': '{}' });
    const result = await runStep(step(FILE, 'scan', 'Write the SBOM'), {
      cwd,
      values: { 'needs.prepare.outputs.gates': gates[environment] },
      env: { MADE: input },
      programs: { trivy: TRIVY },
    });
    expectGate(result, environment, problem);
    // What is no SBOM is not kept.
    expect(existsSync(join(cwd, 'sbom.cdx.json'))).toBe(problem === null);
  });
});
