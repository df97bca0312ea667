import { checkPatches } from '@goldenpath/manifests';
import { builtInRegistry } from '@goldenpath/parts';
import { backend } from '@goldenpath/testing/facts/cluster';

export const factsOf = (...contents: object[]) => ({
  handPatches: {
    patches: contents.map((content, index) => ({ file: `patches/${index}.yaml`, content: JSON.stringify(content) })),
  },
});
export const check = (content: object, options = {}) =>
  checkPatches('web', backend('web', 'prod', factsOf(content)), builtInRegistry, options);

export const merge = (kind: string, name: string, fields: object, apiVersion = 'apps/v1') => {
  const { metadata = {}, ...rest } = fields as { metadata?: object };
  return { apiVersion, kind, metadata: { name, ...metadata }, ...rest };
};
export const pods = (spec: object) => merge('Deployment', 'web', { spec: { template: { spec } } });
export const container = (fields: object) => pods({ containers: [{ name: 'web', ...fields }] });
export const operations = (kind: string, ...patch: object[]) => ({ target: { kind }, patch });
export const ingress = (spec: object) => merge('Ingress', 'web', { spec }, 'networking.k8s.io/v1');
export const service = (spec: object) => merge('Service', 'web', { spec }, 'v1');

export const RESTRICTED = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  readOnlyRootFilesystem: true,
  runAsNonRoot: true,
  seccompProfile: { type: 'RuntimeDefault' },
};
