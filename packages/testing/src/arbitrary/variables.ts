import { nearMiss } from '@goldenpath/extension';
import * as fc from 'fast-check';
import { optional, present, record } from './fields';
import { TEXT } from './text';

const RESERVED_VARIABLE = /^(APP_ENV|LOG_LEVEL|DB_.*|PGSSLMODE|__proto__|id|.*_(HOST|PORT|URL))$/i;
const SECRET_VARIABLE = /(PASSWORD|PASSWD|PASS|SECRET|TOKEN|API_?KEY|PRIVATE_KEY|ACCESS_KEY|CREDENTIALS?)$/;

/** Plain variables of a container. */
export const VARIABLES = fc.dictionary(
  fc
    .stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,12}$/)
    // The text `$(id)` of a value would be taken for a misspelt reference to it.
    .filter(
      (name) => !RESERVED_VARIABLE.test(name) && !SECRET_VARIABLE.test(name) && nearMiss('id', [name]) === undefined,
    ),
  TEXT,
  { maxKeys: 4, noNullPrototype: true },
);

/** No variable of these names is in {@link VARIABLES}. Two variables can have keys of one secret. */
export const SECRETS = record({
  SESSION_SECRET: record({ key: fc.constantFrom('current', 'a.b') }),
  PARTNER_API_KEY: fc.constantFrom({ name: 'partner/api', key: 'key' }, { name: 'partner/{environment}/api' }),
  PARTNER_API_TOKEN: fc.constant({ create: true, name: 'session_secret', key: 'token' }),
  TLS_PRIVATE_KEY: record({ name: fc.constant('tls/key') }).map((fields) => ({
    mountPath: '/etc/tls/private.key',
    ...fields,
  })),
});

const FILE = fc.record({ content: TEXT, mode: optional(fc.constantFrom('0755', '444')) }).map((file) => present(file));
/** Configuration files. */
export const FILES = record({
  '/etc/nginx/nginx.conf': FILE,
  '/srv/app/nginx.conf': FILE,
  '/srv/ü/${x}.yaml': FILE,
});
