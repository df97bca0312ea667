import { defineApp } from '@goldenpath/spec';

/** Read by the shop's pages and by its cache headers: one value for both. */
const cacheSeconds = 300;

export default defineApp({
  kind: 'stateless-app',
  name: 'storefront',
  description: 'The shop: what customers see',
  owner: 'app-team',
  runtime: 'node',
  environments: ['dev', 'test', 'staging', 'prod'],
  risk: 'low',
  replicas: 2,
  port: 3000,
  ingress: true,
  probe: 'http',
  autoscaling: { maxReplicas: 6 },
  uses: ['user-service', 'orders-api'],
  env: { CACHE_SECONDS: String(cacheSeconds), CACHE_CONTROL: `public, max-age=${cacheSeconds}` },
  overrides: {
    prod: { replicas: 3, autoscaling: { maxReplicas: 20, targetCpuPercent: 60 } },
  },
});
