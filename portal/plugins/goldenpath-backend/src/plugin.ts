import { coreServices, createBackendPlugin } from '@backstage/backend-plugin-api';
import { DefaultGithubCredentialsProvider, ScmIntegrations } from '@backstage/integration';
import { fleetCache } from './fleet-cache';
import { createRouter } from './router';

/** Answers the status of applications: `GET /api/goldenpath/applications/:name`. */
export const goldenpathPlugin = createBackendPlugin({
  pluginId: 'goldenpath',
  register(registry) {
    registry.registerInit({
      deps: {
        config: coreServices.rootConfig,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        reader: coreServices.urlReader,
      },
      async init({ config, httpRouter, lifecycle, reader }) {
        const integrations = ScmIntegrations.fromConfig(config);
        const fleet = fleetCache(config, reader);
        lifecycle.addShutdownHook(() => fleet.remove());
        httpRouter.use(
          createRouter({
            fleet,
            integrations,
            credentials: DefaultGithubCredentialsProvider.fromIntegrations(integrations),
            gitops: config.getOptionalString('goldenpath.gitops.repository'),
          }),
        );
      },
    });
  },
});
