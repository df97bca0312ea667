/** A line of a seed that another test shows. */
export interface LineLeft {
  readonly line: number;
  readonly text: string;
  /** The test that shows it. */
  readonly shownBy: string;
}

/**
 * Lines of the seeds' trees, lists and tables that the tests beside this file leave out, so that nobody takes them for
 * forgotten.
 */
export const LEFT_TO_OTHERS: Readonly<Record<'000' | '001' | '003', readonly LineLeft[]>> = {
  '000': [
    {
      line: 42,
      text: 'Backstage->>Scaffolder: Trigger "stateless-app-template"',
      shownBy: 'packages/backstage/test/templates.test.ts',
    },
  ],
  '001': [
    {
      line: 53,
      text: 'Backstage->>Scaffolder: Trigger Template',
      shownBy: 'packages/backstage/test/templates.test.ts',
    },
  ],
  '003': [
    { line: 76, text: 'CREATE ROLE {username}', shownBy: 'packages/database/test/provision.slow.ts' },
    { line: 77, text: 'CREATE DATABASE {dbname}', shownBy: 'packages/database/test/provision.slow.ts' },
    { line: 78, text: 'GRANT ALL PRIVILEGES', shownBy: 'packages/database/test/provision.slow.ts' },
    { line: 79, text: 'Audit to governance/*.csv', shownBy: 'test/slow/rds-cli.slow.ts' },
    {
      line: 199,
      text: 'Gitleaks secret scan (advisory in dev, blocking in test+)',
      shownBy: 'test/slow/build-and-release/gates.slow.ts',
    },
    {
      line: 200,
      text: 'Trivy vulnerability scan (blocking HIGH/CRITICAL in test+)',
      shownBy: 'test/slow/build-and-release/gates.slow.ts',
    },
    { line: 201, text: 'SBOM generation (required in test+)', shownBy: 'test/slow/build-and-release/gates.slow.ts' },
    { line: 214, text: '1. Parse application_databases from terraform.tfvars', shownBy: 'test/slow/rds-cli.slow.ts' },
    { line: 223, text: 'CREATE ROLE IF NOT EXISTS', shownBy: 'packages/database/test/provision.slow.ts' },
    { line: 224, text: 'ALTER ROLE ... PASSWORD (if exists)', shownBy: 'packages/database/test/provision.slow.ts' },
    { line: 225, text: 'CREATE DATABASE IF NOT EXISTS', shownBy: 'packages/database/test/provision.slow.ts' },
    { line: 226, text: 'GRANT ALL PRIVILEGES', shownBy: 'packages/database/test/provision.slow.ts' },
    { line: 228, text: 'd. Record audit entry', shownBy: 'test/slow/rds-cli.slow.ts' },
    {
      line: 230,
      text: '3. Persist audit to governance/{env}/rds_provision_audit',
      shownBy: 'test/slow/rds-cli.slow.ts',
    },
    { line: 237, text: 'make rds-provision ENV=dev', shownBy: 'test/slow/rds-cli.slow.ts' },
    { line: 238, text: 'make rds-provision-dry-run ENV=dev', shownBy: 'test/slow/rds-cli.slow.ts' },
    { line: 239, text: 'make rds-provision-auto ENV=dev', shownBy: 'test/slow/rds-cli.slow.ts' },
  ],
};
