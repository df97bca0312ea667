import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { addApplication } from '@goldenpath/backstage';
import type { FleetReader } from '../fleet-reader';
import { orRefuse } from '../refused';

/** The folder in the workspace with the files of the pull request. */
export const CHANGE = 'change';

/** `goldenpath:app:spec`: validates a form and writes the spec, with the committed files that follow from it. */
export function createSpecAction(fleet: FleetReader) {
  return createTemplateAction({
    id: 'goldenpath:app:spec',
    description: 'Checks a new application against the fleet and writes its spec into the workspace.',
    supportsDryRun: true,
    schema: {
      input: {
        kind: (z) => z.string().describe('The kind of the application, such as `backend-app-rds`'),
        values: (z) => z.record(z.unknown()).describe('The values of the form, by their path in the spec'),
      },
      output: {
        name: (z) => z.string().describe('The name of the application'),
        spec: (z) => z.string().describe('The text of `app.yaml`'),
        folder: (z) => z.string().describe('The folder in the workspace with the files of the pull request'),
        repoUrl: (z) => z.string().describe('The repository of the fleet'),
        targetBranch: (z) => z.string().describe('The branch of the fleet'),
        branch: (z) => z.string().describe('The branch for the pull request'),
        title: (z) => z.string().describe('The title of the pull request'),
        description: (z) => z.string().describe('The text of the pull request'),
        workflowInputs: (z) => z.record(z.string()).describe('The inputs of `create-rds-database.yml`'),
        requestsPage: (z) => z.string().describe('The page of the runs of `create-rds-database.yml`'),
        next: (z) => z.string().describe('What happens next, as Markdown'),
        notificationTitle: (z) => z.string().describe('The title of a notification'),
        notificationInfo: (z) => z.string().describe('The text of a notification'),
      },
    },
    async handler(ctx) {
      const folder = await ctx.createTemporaryDirectory();
      await fleet.read(folder, ctx.signal);
      const added = await orRefuse(() =>
        addApplication({
          fleet: { folder, dataOnly: !fleet.runsCode, ...(ctx.signal !== undefined && { signal: ctx.signal }) },
          kind: ctx.input.kind,
          values: ctx.input.values,
          github: fleet.origin,
          ...(ctx.user?.ref !== undefined && { user: ctx.user.ref }),
        }),
      );
      for (const file of added.files) await write(path.join(ctx.workspacePath, CHANGE, file.path), file.content);
      ctx.logger.info(`Wrote ${added.files.map((file) => file.path).join(', ')}.`);
      const { branch, title, description } = added.pullRequest;
      ctx.output('name', added.name);
      ctx.output('spec', added.spec);
      ctx.output('folder', CHANGE);
      ctx.output('repoUrl', fleet.repoUrl);
      ctx.output('targetBranch', fleet.branch);
      ctx.output('branch', branch);
      ctx.output('title', title);
      ctx.output('description', description);
      ctx.output('workflowInputs', { ...added.workflowInputs });
      ctx.output('requestsPage', `${fleet.page}/actions/workflows/create-rds-database.yml`);
      ctx.output('next', added.next);
      ctx.output('notificationTitle', added.notification.title);
      ctx.output('notificationInfo', added.notification.info);
    },
  });
}

async function write(file: string, content: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, content);
}
