import { render } from '@goldenpath/testing/rendered/render';
import { stateless, workload } from '@goldenpath/testing/facts/cluster';
import { at, container, objectOf } from '@goldenpath/testing/rendered/objects';

const HOSTILE = [
  '${PATH}',
  '$(id)',
  '$$(id)',
  '{{ .Values.x }}',
  '${{ secrets.X }}',
  "it's",
  '"',
  'a\nb\n',
  ' x ',
  'no',
  '1e3',
  '',
];

test('the pods consume the ConfigMap', () => {
  const objects = render(stateless('user-service', 'prod'));
  expect(objectOf(objects, 'ConfigMap')['data']).toEqual({ APP_ENV: 'prod', LOG_LEVEL: 'warn' });
  expect(container(objects)['envFrom']).toEqual([{ configMapRef: { name: 'user-service-config' } }]);
});

test('a changed value rolls the pods', () => {
  const annotations = at(
    objectOf(render(stateless('user-service', 'prod')), 'Deployment'),
    'spec.template.metadata.annotations',
  );
  expect(annotations).toEqual({ 'goldenpath.io/configuration-checksum': 'checksum-prod' });
});

test('without configuration the pods read none', () => {
  const { configuration: _, ...facts } = stateless('user-service', 'prod');
  const objects = render(facts);
  expect(container(objects)).not.toHaveProperty('envFrom');
  expect(at(objectOf(objects, 'Deployment'), 'spec.template.metadata')).not.toHaveProperty('annotations');
});

test('hostile values are in the ConfigMap as they are', () => {
  const variables = Object.fromEntries(HOSTILE.map((value, index) => [`VALUE_${index}`, value]));
  const facts = stateless('user-service', 'prod', { configuration: { name: 'c', variables, checksum: 'x' } });
  expect(objectOf(render(facts), 'ConfigMap')['data']).toEqual(variables);
});

test('arguments are not changed, including text that Kubernetes would expand', () => {
  const facts = stateless('user-service', 'prod', { workload: workload('user-service', { args: HOSTILE }) });
  expect(container(render(facts))['args']).toEqual(HOSTILE);
});

test('without arguments those of the image are used', () => {
  expect(container(render(stateless('user-service', 'prod')))).not.toHaveProperty('args');
});
