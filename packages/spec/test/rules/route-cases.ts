import { PLATFORM, STATEFUL, STATELESS } from '../support/specs';
import type { Case } from './rule-case';

const DOMAINS = `${PLATFORM}domains:
  - { name: shop.example, teams: [app-team] }
  - { name: data.example, teams: [data-team] }
  - { name: live.example, environments: [prod] }
`;
const CLASSES = `${PLATFORM}ingressClasses:
  internal: { type: ingress, className: nginx, visibility: internal }
  public: { type: gateway, name: public, namespace: gateways, tcpListeners: { redis: 6379 } }
  balanced: { type: ingress, className: alb }
`;
const PORTS = 'ports:\n  - { name: http, port: 8080 }\n  - { name: admin, port: 9090 }\n';
const PROCESSES =
  'processes: { worker: { command: [work] }, stream: { command: [stream], ports: [{ name: http-events, port: 4000 }] } }\n';
const REDIS = `${STATEFUL}storage: { size: 1Gi, mountPath: /data }\n`;

const route = (fields: string) => `${STATELESS}route: { ${fields} }\n`;
const onlyProd = (fields: string) => `${STATELESS}overrides: { prod: { route: { ${fields} } } }\n`;

/** A spec for each rule about routes. */
export const ROUTE_CASES: readonly Case[] = [
  {
    rule: 'host-placeholder',
    bad: route('hosts: ["{ap}.{environment}.{domain}"]'),
    marks: '{ap}.{environment}.{domain}',
    good: route('hosts: ["{app}.{environment}.{domain}"]'),
  },
  {
    rule: 'host-placeholder',
    bad: route('hosts: ["{app.{environment}.{domain}"]'),
    marks: '{app.{environment}.{domain}',
    good: route('hosts: ["www.{host}"]'),
  },
  {
    rule: 'bad-host',
    bad: onlyProd('hosts: ["www..{domain}"]'),
    marks: 'www..{domain}',
    good: onlyProd('hosts: ["www.{domain}"]'),
  },
  {
    rule: 'bad-host',
    bad: onlyProd(`hosts: ["${'a'.repeat(64)}.{domain}"]`),
    marks: `${'a'.repeat(64)}.{domain}`,
    good: onlyProd(`hosts: ["${'a'.repeat(63)}.{domain}"]`),
  },
  {
    rule: 'host-not-allowed',
    bad: onlyProd('hosts: [shop.example]'),
    marks: 'shop.example',
    good: onlyProd('hosts: [shop.example.org]'),
  },
  {
    rule: 'host-not-allowed',
    platform: DOMAINS,
    bad: onlyProd('hosts: [www.data.example]'),
    marks: 'www.data.example',
    good: onlyProd('hosts: [www.shop.example]'),
  },
  {
    rule: 'host-not-allowed',
    platform: DOMAINS,
    bad: route('hosts: ["{environment}.live.example"]'),
    marks: '{environment}.live.example',
    good: route('hosts: ["{environment}.shop.example"]'),
  },
  {
    rule: 'reserved-host',
    bad: onlyProd('hosts: ["grafana.{domain}"]'),
    marks: 'grafana.{domain}',
    good: onlyProd('hosts: ["graphs.{domain}"]'),
  },
  {
    rule: 'host-claimed-twice',
    bad: route('hosts: ["shop.{domain}"]'),
    marks: 'hosts',
    good: route('hosts: ["shop.{environment}.{domain}"]'),
  },
  {
    rule: 'host-claimed-twice',
    bad: `${STATELESS}${PORTS}routes: { admin: { port: admin, hosts: ["{host}"] } }\n`,
    marks: 'hosts',
    good: `${STATELESS}${PORTS}routes: { admin: { port: admin, hosts: ["{host}"], paths: [/admin] } }\n`,
  },
  {
    rule: 'unknown-class',
    platform: CLASSES,
    bad: route('class: internl'),
    marks: 'internl',
    good: route('class: internal'),
  },
  {
    rule: 'route-port',
    bad: `${STATELESS}${PORTS}route: { port: amin }\n`,
    marks: 'amin',
    good: `${STATELESS}${PORTS}route: { port: admin }\n`,
  },
  ...['streem', 'worker'].map((process): Case => ({
    rule: 'route-process',
    bad: `${STATELESS}${PROCESSES}routes: { stream: { process: ${process} } }\n`,
    marks: process,
    good: `${STATELESS}${PROCESSES}routes: { stream: { process: stream } }\n`,
  })),
  {
    rule: 'route-port',
    bad: `${STATELESS}${PROCESSES}routes: { stream: { process: stream, port: http } }\n`,
    marks: 'http',
    good: `${STATELESS}${PROCESSES}routes: { stream: { process: stream, port: http-events } }\n`,
  },
  {
    rule: 'unknown-listener',
    bad: `${REDIS}route: { listener: redis }\n`,
    marks: 'redis',
    platform: CLASSES,
    good: `${REDIS}route: { class: public, listener: redis }\n`,
  },
  {
    rule: 'unknown-listener',
    platform: CLASSES,
    bad: `${REDIS}route: { class: public, listener: reddis }\n`,
    marks: 'reddis',
    good: `${REDIS}route: { class: public, listener: redis }\n`,
  },
  {
    rule: 'listener-without-tcp',
    platform: CLASSES,
    bad: route('class: public, listener: redis'),
    marks: 'redis',
    good: `${STATELESS}probe: tcp\nroute: { class: public, listener: redis }\n`,
  },
  {
    rule: 'tcp-with-paths',
    platform: CLASSES,
    bad: `${REDIS}route: { class: public, listener: redis, paths: [/a] }\n`,
    marks: 'paths',
    good: `${REDIS}route: { class: public, paths: [/a] }\n`,
  },
  {
    rule: 'strip-prefix',
    bad: route('stripPrefix: true'),
    marks: 'true',
    good: route('paths: [/api], stripPrefix: true'),
  },
  {
    rule: 'strip-prefix',
    platform: CLASSES,
    bad: route('class: balanced, paths: [/api], stripPrefix: true'),
    marks: 'true',
    good: route('class: public, paths: [/api], stripPrefix: true'),
  },
  {
    rule: 'route-without-ingress',
    bad: `${STATELESS}ingress: false\nroute: { paths: [/api] }\n`,
    marks: 'paths',
    good: `${STATELESS}ingress: false\noverrides: { dev: { ingress: true } }\nroute: { paths: [/api] }\n`,
  },
];
