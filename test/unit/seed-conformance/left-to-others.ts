/** A line of a seed that no package makes yet. */
export interface LineLeft {
  readonly line: number;
  readonly text: string;
  /** The package that will: once it is there, its lines belong into the tests beside this file. */
  readonly package?: 'scaffold' | 'catalog' | 'backstage';
  /** The slow test that shows it on a real PostgreSQL server, where one does. */
  readonly shownBy?: string;
}

/**
 * Lines of the seeds' trees, lists and tables that the tests beside this file leave out, so that nobody takes them for
 * forgotten. The tests find out when a package named here exists.
 */
export const LEFT_TO_OTHERS: Readonly<Record<'000' | '001' | '003', readonly LineLeft[]>> = {
  '000': [
    { line: 25, text: '*   **Application Code**: Python/FastAPI skeleton (extensible).', package: 'scaffold' },
    { line: 26, text: '*   **CI/CD**: `delivery.yml` linked to the platform', package: 'scaffold' },
    { line: 28, text: '*   **Governance**: `catalog-info.yaml` and `metadata.yaml`', package: 'scaffold' },
    { line: 42, text: 'Backstage->>Scaffolder: Trigger "stateless-app-template"', package: 'backstage' },
    { line: 44, text: 'Scaffolder->>GitHub: Render Skeleton (Code + Manifests)', package: 'scaffold' },
    { line: 45, text: 'Scaffolder->>GitHub: Register Component in Catalog', package: 'catalog' },
    { line: 47, text: 'GitHub->>GitHub Actions: CI Pipeline Triggered', package: 'scaffold' },
    { line: 70, text: '.github/', package: 'scaffold' },
    { line: 71, text: '.github/workflows/', package: 'scaffold' },
    { line: 72, text: '.github/workflows/delivery.yml', package: 'scaffold' },
    { line: 82, text: 'app.py', package: 'scaffold' },
    { line: 83, text: 'Dockerfile', package: 'scaffold' },
    { line: 84, text: 'catalog-info.yaml', package: 'scaffold' },
    { line: 85, text: 'README.md', package: 'scaffold' },
  ],
  '001': [
    { line: 53, text: 'Backstage->>Scaffolder: Trigger Template', package: 'backstage' },
    { line: 55, text: 'Scaffolder->>GitHub: Push Skeleton (variables replaced)', package: 'scaffold' },
    { line: 56, text: 'Scaffolder->>Backstage: Register in Catalog', package: 'catalog' },
    { line: 58, text: 'GitHub->>GitHub: CI Pipeline (build, push to ECR)', package: 'scaffold' },
    { line: 82, text: '.github/', package: 'scaffold' },
    { line: 83, text: '.github/workflows/', package: 'scaffold' },
    { line: 84, text: '.github/workflows/delivery.yml', package: 'scaffold' },
    { line: 98, text: 'app.py', package: 'scaffold' },
    { line: 99, text: 'Dockerfile', package: 'scaffold' },
    { line: 100, text: 'catalog-info.yaml', package: 'scaffold' },
    { line: 101, text: 'README.md', package: 'scaffold' },
  ],
  '003': [
    { line: 48, text: 'rds-catalog.yaml', package: 'catalog' },
    { line: 76, text: 'CREATE ROLE {username}', shownBy: 'packages/database/test/provision.slow.ts' },
    { line: 77, text: 'CREATE DATABASE {dbname}', shownBy: 'packages/database/test/provision.slow.ts' },
    { line: 78, text: 'GRANT ALL PRIVILEGES', shownBy: 'packages/database/test/provision.slow.ts' },
    { line: 79, text: 'Audit to governance/*.csv', shownBy: 'test/slow/rds-cli.slow.ts' },
    { line: 161, text: '.github/workflows/', package: 'scaffold' },
    { line: 162, text: '.github/workflows/delivery.yml', package: 'scaffold' },
    { line: 174, text: 'app.py', package: 'scaffold' },
    { line: 175, text: 'Dockerfile', package: 'scaffold' },
    { line: 176, text: 'requirements.txt', package: 'scaffold' },
    { line: 177, text: 'catalog-info.yaml', package: 'scaffold' },
    { line: 178, text: 'README.md', package: 'scaffold' },
    { line: 199, text: 'Gitleaks secret scan (advisory in dev, blocking in test+)', package: 'scaffold' },
    { line: 200, text: 'Trivy vulnerability scan (blocking HIGH/CRITICAL in test+)', package: 'scaffold' },
    { line: 201, text: 'SBOM generation (required in test+)', package: 'scaffold' },
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
