import type { SealedSecretFacts } from '@goldenpath/parts';
import { CREDENTIAL_KEYS, sealedSecret } from '@goldenpath/testing/sealed';
import { render } from '@goldenpath/testing/rendered/render';
import { backend } from '@goldenpath/testing/facts/cluster';
import { at, container, identities, objectOf } from '@goldenpath/testing/rendered/objects';

const objects = render(backend('orders-api', 'prod'));

test('is as a stateless application, and an ExternalSecret', () => {
  expect(identities(objects)).toEqual([
    'Deployment orders-api',
    'Service orders-api',
    'ExternalSecret orders-api-db-creds',
    'ConfigMap orders-api-config',
    'Ingress orders-api',
  ]);
});

test('the ExternalSecret reads its own environment and makes the Secret of its name', () => {
  const externalSecret = objectOf(objects, 'ExternalSecret');
  expect(externalSecret.apiVersion).toBe('external-secrets.io/v1');
  expect(externalSecret['spec']).toMatchObject({
    refreshInterval: '1h',
    secretStoreRef: { name: 'aws-secrets-manager', kind: 'ClusterSecretStore' },
    target: { name: 'orders-api-db-creds', creationPolicy: 'Owner', deletionPolicy: 'Retain' },
  });
});

test('Argo CD applies the ExternalSecret before the pods, and nothing else out of turn', () => {
  const wave = 'argocd.argoproj.io/sync-wave';
  const early = objects.filter(({ metadata }) => metadata.annotations?.[wave] !== undefined);
  expect(early.map(({ kind, metadata }) => `${kind} ${metadata.annotations?.[wave]}`)).toEqual(['ExternalSecret -1']);
});

test('each key of the Secret is a property of the one remote secret', () => {
  const data = at(objectOf(objects, 'ExternalSecret'), 'spec.data') as unknown[];
  const remoteRef = (property: string) => ({
    key: 'goldenpath/prod/orders_db/postgres',
    property,
    conversionStrategy: 'Default',
    decodingStrategy: 'None',
    metadataPolicy: 'None',
  });
  expect(data).toEqual([
    { secretKey: 'DB_HOST', remoteRef: remoteRef('host') },
    { secretKey: 'DB_PORT', remoteRef: remoteRef('port') },
    { secretKey: 'DB_NAME', remoteRef: remoteRef('dbname') },
    { secretKey: 'DB_USER', remoteRef: remoteRef('username') },
    { secretKey: 'DB_PASS', remoteRef: remoteRef('password') },
  ]);
});

test('the pods read the configuration, and the credentials after it: these win', () => {
  expect(container(objects)['envFrom']).toEqual([
    { configMapRef: { name: 'orders-api-config' } },
    { secretRef: { name: 'orders-api-db-creds' } },
  ]);
});

describe('B23: pods with changed credentials', () => {
  const credentials = backend('orders-api', 'prod').credentials!;
  const annotations = (reloads: boolean) =>
    objectOf(render(backend('orders-api', 'prod', { credentials: { ...credentials, reloads } })), 'Deployment').metadata
      .annotations;

  test('are restarted by Reloader if the platform has it', () => {
    expect(annotations(true)).toEqual({ 'secret.reloader.stakater.com/reload': 'orders-api-db-creds' });
  });

  test('have no annotation without it', () => {
    expect(annotations(false)).toBeUndefined();
  });
});

describe('with SealedSecrets', () => {
  const { secretName, reloads, variables } = backend('orders-api', 'prod').credentials!;
  const { encryptedData } = sealedSecret('', '', CREDENTIAL_KEYS)['spec'] as {
    encryptedData: Readonly<Record<string, string>>;
  };
  const renderSealed = (sealed: SealedSecretFacts) =>
    render(backend('orders-api', 'prod', { credentials: { secretName, reloads, variables, sealed } }));

  test('the SealedSecret is in place of the ExternalSecret, and the pods are the same', () => {
    const sealed = renderSealed({ scope: 'strict', encryptedData });
    expect(identities(sealed)).toContain('SealedSecret orders-api-db-creds');
    expect(identities(sealed)).not.toContain('ExternalSecret orders-api-db-creds');
    expect(objectOf(sealed, 'Deployment')).toEqual(objectOf(objects, 'Deployment'));
  });

  test('the SealedSecret has the sealed values as they are, before the pods, and makes the Secret of its name', () => {
    const object = objectOf(renderSealed({ scope: 'strict', encryptedData }), 'SealedSecret');
    expect(object.metadata.annotations).toEqual({ 'argocd.argoproj.io/sync-wave': '-1' });
    expect(object['spec']).toEqual({
      encryptedData,
      template: { metadata: { name: 'orders-api-db-creds' }, type: 'Opaque' },
    });
  });

  test('a wider scope is an annotation, which the controller reads', () => {
    const object = objectOf(renderSealed({ scope: 'namespace-wide', encryptedData }), 'SealedSecret');
    expect(object.metadata.annotations).toMatchObject({ 'sealedsecrets.bitnami.com/namespace-wide': 'true' });
    expect(at(object, 'spec.template.metadata.annotations')).toEqual({
      'sealedsecrets.bitnami.com/namespace-wide': 'true',
    });
  });

  test('there is no SealedSecret before something is sealed, and the pods wait for the Secret', () => {
    const sealed = renderSealed({ scope: 'strict' });
    expect(identities(sealed)).not.toContain('SealedSecret orders-api-db-creds');
    expect(objectOf(sealed, 'Deployment')).toEqual(objectOf(objects, 'Deployment'));
  });
});
