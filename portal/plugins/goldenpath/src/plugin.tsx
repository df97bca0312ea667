import { createFrontendPlugin, type FrontendPlugin } from '@backstage/frontend-plugin-api';
import { EntityCardBlueprint } from '@backstage/plugin-catalog-react/alpha';

/** The card on the page of an application. */
const applicationCard = EntityCardBlueprint.make({
  name: 'application',
  params: {
    // `goldenpath catalog` gives every application a tag with its risk.
    filter: (entity) => entity.kind.toLowerCase() === 'component' && isOfFleet(entity.metadata.tags),
    loader: async () => {
      const { ApplicationCard } = await import('./card');
      return <ApplicationCard />;
    },
  },
});

/** Golden Path in the frontend of Backstage. */
export const goldenpathPlugin: FrontendPlugin = createFrontendPlugin({
  pluginId: 'goldenpath',
  extensions: [applicationCard],
});

/** Whether the tags are those that `goldenpath catalog` writes. */
function isOfFleet(tags: readonly string[] = []): boolean {
  return ['risk-low', 'risk-medium', 'risk-high'].some((tag) => tags.includes(tag));
}
