import { InputError } from '@backstage/errors';
import type { GithubCredentialsProvider, ScmIntegrations } from '@backstage/integration';
import { createTemplateAction, parseRepoUrl } from '@backstage/plugin-scaffolder-node';
import { commitCatalogInfo } from '@goldenpath/backstage';
import { orRefuse } from '../refused';

/** `template:catalog-info-handler`: commits `catalog-info.yaml` to a new repository on GitHub. */
export function createCatalogInfoAction(integrations: ScmIntegrations, credentials: GithubCredentialsProvider) {
  return createTemplateAction({
    id: 'template:catalog-info-handler',
    description: 'Commits the catalog entry of an application to its new repository. A second run changes nothing.',
    supportsDryRun: true,
    schema: {
      input: {
        repoUrl: (z) => z.string().describe('The repository, such as `github.com?owner=acme&repo=orders`'),
        content: (z) => z.string().describe('The text of `catalog-info.yaml`'),
        branch: (z) => z.string().optional().describe('The branch. The default is the default branch'),
      },
      output: {
        change: (z) => z.enum(['created', 'updated', 'unchanged']).describe('What was done'),
        url: (z) => z.string().describe('The page of the file'),
      },
    },
    async handler(ctx) {
      const { repoUrl, content, branch } = ctx.input;
      const { host, owner, repo } = parseRepoUrl(repoUrl, integrations);
      const integration = integrations.github.byHost(host);
      if (owner === undefined || integration === undefined)
        throw new InputError(`${host} is not a GitHub of \`integrations.github\` in the configuration of Backstage.`);
      if (content === '') throw new InputError('The application has no catalog entry.');
      if (ctx.isDryRun === true) {
        ctx.output('change', 'created');
        ctx.output('url', `https://${host}/${owner}/${repo}`);
        return;
      }
      const { token = '' } = await credentials.getCredentials({ url: `https://${host}/${owner}/${repo}` });
      const { change, url } = await orRefuse(() =>
        commitCatalogInfo({
          apiUrl: integration.config.apiBaseUrl ?? `https://${host}/api/v3`,
          token,
          owner,
          repo,
          content,
          ...(branch !== undefined && { branch }),
          ...(ctx.signal !== undefined && { signal: ctx.signal }),
        }),
      );
      ctx.logger.info(`The catalog entry of ${owner}/${repo}: ${change}.`);
      ctx.output('change', change);
      ctx.output('url', url);
    },
  });
}
