import { coreServices, createBackendModule } from '@backstage/backend-plugin-api';
import { DefaultGithubCredentialsProvider, ScmIntegrations } from '@backstage/integration';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { createCatalogInfoAction } from './actions/catalog-info';
import { createRenderAction } from './actions/render';
import { createSpecAction } from './actions/spec';
import { fleetReader } from './fleet-reader';

/** Adds the actions of Golden Path to the scaffolder. */
export const scaffolderModuleGoldenpath = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'goldenpath',
  register(registry) {
    registry.registerInit({
      deps: {
        scaffolder: scaffolderActionsExtensionPoint,
        config: coreServices.rootConfig,
        reader: coreServices.urlReader,
      },
      async init({ scaffolder, config, reader }) {
        const fleet = fleetReader(config, reader);
        const integrations = ScmIntegrations.fromConfig(config);
        const credentials = DefaultGithubCredentialsProvider.fromIntegrations(integrations);
        scaffolder.addActions(
          createSpecAction(fleet),
          createRenderAction(fleet),
          createCatalogInfoAction(integrations, credentials),
        );
      },
    });
  },
});
