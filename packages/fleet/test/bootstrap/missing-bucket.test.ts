import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openFleet } from '@goldenpath/fleet';
import { testFolder } from '@goldenpath/testing/folders';
import { copyOfFleet } from '@goldenpath/testing/simulated-fleet';

/** Terraform, as it fails to initialise a stack. */
function terraformThatSays(summary: string): string {
  const program = join(testFolder(), 'terraform');
  const diagnostic = JSON.stringify({ type: 'diagnostic', diagnostic: { severity: 'error', summary, detail: '' } });
  const script = `#!/bin/sh\ncase "$1" in\nversion) echo '{"terraform_version":"1.14.0"}' ;;\n*) cat <<'EOF'\n${diagnostic}\nEOF\nexit 1 ;;\nesac\n`;
  writeFileSync(program, script);
  chmodSync(program, 0o755);
  return program;
}

async function planned(summary: string) {
  const env = { PATH: process.env['PATH'] ?? '', HOME: testFolder(), GOLDENPATH_TERRAFORM: terraformThatSays(summary) };
  const fleet = openFleet({ cwd: copyOfFleet(), env });
  const { report } = await fleet.bootstrap({ action: 'plan' }).finally(() => fleet.close());
  return report?.stacks.flatMap(({ problems }) => problems);
}

test.each([
  'Failed to get existing workspaces: S3 bucket "goldenpath-idp-terraform-state" does not exist.\n\nThe referenced S3 bucket must have been previously created.',
  'Error refreshing state: operation error S3: HeadObject, https response error StatusCode: 404, api error NoSuchBucket: The specified bucket does not exist',
])('a plan before there is a state bucket says how to begin: %j', async (summary) => {
  expect(await planned(summary)).toEqual([
    {
      severity: 'error',
      summary: 'The bucket goldenpath-idp-terraform-state for the state of bootstrap-123456789012 does not exist',
      detail: expect.stringContaining('goldenpath bootstrap deploy --local-state'),
    },
  ]);
});

test('another failure is shown as Terraform says it', async () => {
  expect(await planned('No valid credential sources found')).toMatchObject([
    { summary: 'No valid credential sources found' },
  ]);
});
