import { cp } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { renderRepository } from '@goldenpath/backstage';
import type { FleetReader } from '../fleet-reader';
import { orRefuse } from '../refused';
import { CHANGE } from './spec';

/** `goldenpath:app:render`: writes the files of an application's repository into the workspace. */
export function createRenderAction(fleet: FleetReader) {
  return createTemplateAction({
    id: 'goldenpath:app:render',
    description: 'Writes the repository of an application into the workspace: code, pipeline and documentation.',
    supportsDryRun: true,
    schema: {
      input: {
        app: (z) => z.string().describe('The name of the application: of the fleet, or of the spec before'),
        folder: (z) => z.string().default('repository').describe('The folder in the workspace'),
        catalogInfo: (z) =>
          z.boolean().default(false).describe('Whether the folder has `catalog-info.yaml`, or only the output'),
      },
      output: {
        repoUrl: (z) => z.string().describe('The repository of the application'),
        page: (z) => z.string().describe('The page of the repository'),
        description: (z) => z.string().describe('Its description'),
        topics: (z) => z.array(z.string()).describe('Its topics'),
        catalogInfo: (z) => z.string().describe('The text of `catalog-info.yaml`'),
      },
    },
    async handler(ctx) {
      const { app, folder: into, catalogInfo } = ctx.input;
      const folder = await ctx.createTemporaryDirectory();
      await fleet.read(folder, ctx.signal);
      const change = path.join(ctx.workspacePath, CHANGE);
      if (existsSync(change)) await cp(change, folder, { recursive: true });
      const rendered = await orRefuse(() =>
        renderRepository({
          fleet: { folder, dataOnly: !fleet.runsCode },
          app,
          out: resolveSafeChildPath(ctx.workspacePath, into ?? 'repository'),
          withoutCatalogInfo: catalogInfo !== true,
        }),
      );
      ctx.logger.info(`Wrote ${rendered.files.length} files of ${app}.`);
      ctx.output('repoUrl', `${fleet.host}?owner=${rendered.owner}&repo=${rendered.repo}`);
      ctx.output('page', `${fleet.origin}/${rendered.owner}/${rendered.repo}`);
      ctx.output('description', rendered.description);
      ctx.output('topics', [...rendered.topics]);
      ctx.output('catalogInfo', rendered.catalogInfo);
    },
  });
}
