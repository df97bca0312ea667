import type { ListedApp } from '@goldenpath/fleet';
import { createColors } from 'picocolors';
import { renderList } from '../../../src/commands/list/render';

const plain = { colors: createColors(false) };

const REPORTING: ListedApp = {
  name: 'reporting-db',
  kind: 'rds-database',
  owner: 'data-team',
  risk: 'medium',
  environments: ['dev', 'prod'],
  urls: [],
  database: 'reporting',
};

const REDIS: ListedApp = {
  name: 'my-redis',
  kind: 'stateful-app',
  owner: 'platform-team',
  risk: 'low',
  environments: ['dev', 'test', 'staging', 'prod'],
  urls: ['dev', 'test', 'staging', 'prod'].map((name) => `https://my-redis.${name}.example.test`),
};

test('the table is aligned and counts the URLs that it does not show', () => {
  expect(renderList([REPORTING], plain)).toBe(
    [
      'NAME          KIND          OWNER      RISK    ENVIRONMENTS  DATABASE   EXPOSED AT',
      'reporting-db  rds-database  data-team  medium  dev prod      reporting  –',
      '',
    ].join('\n'),
  );
  expect(renderList([REDIS], plain)).toContain('https://my-redis.prod.example.test +3\n');
});

test('an empty list is reported as empty', () => {
  expect(renderList([], plain)).toBe('No application matches.\n');
});

test('columns of extensions are at the end', () => {
  const [titles, worker] = renderList([{ ...REPORTING, others: { queue: 'queue orders' } }, REDIS], plain).split('\n');
  expect(titles).toMatch(/EXPOSED AT +ALSO$/);
  expect(worker).toMatch(/reporting +– +queue orders$/);
});

test('on a terminal of 80 columns the database and the URL are below each application', () => {
  expect(renderList([REDIS, REPORTING], { ...plain, columns: 80 })).toBe(
    [
      'NAME          KIND          OWNER          RISK    ENVIRONMENTS',
      'my-redis      stateful-app  platform-team  low     dev test staging prod',
      '  https://my-redis.prod.example.test +3',
      'reporting-db  rds-database  data-team      medium  dev prod',
      '  database reporting',
      '',
    ].join('\n'),
  );
});
