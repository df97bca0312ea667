import { fillTemplate, type Problem, quote, type Rule } from '@goldenpath/extension';
import type { PlatformContext } from './platform';

const LONGEST_APP = 'a'.repeat(50);
const LABEL = '[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?';
const DNS_LABEL = new RegExp(`^${LABEL}$`);
const DNS_NAME = new RegExp(`^${LABEL}(\\.${LABEL})*$`);
const MAX_DNS_NAME = 253;

/** A host must be a valid DNS name for every application, including the one with the longest name. */
export const hostsAreDnsNames: Rule<PlatformContext> = {
  name: 'bad-host',
  check: ({ written }) =>
    written.environments.flatMap(({ name, host }, index): Problem[] => {
      const filled = fillTemplate(host, { app: LONGEST_APP, environment: name, domain: written.domain });
      if (/[{}]/.test(filled) || (DNS_NAME.test(filled) && filled.length <= MAX_DNS_NAME)) return [];
      return [
        {
          path: ['environments', index, 'host'],
          message: `${quote(host)} does not give every application a valid host name.`,
          remedy:
            'If `{app}` has 50 characters, each part between dots has at most 63 characters, and the whole name at most 253.',
        },
      ];
    }),
};

/** Two environments must not give an application the same host. */
export const hostsAreDistinct: Rule<PlatformContext> = {
  name: 'host-of-two-environments',
  check: ({ document, written }) => {
    const hosts = written.environments.map(({ name, host }) =>
      fillTemplate(host, { environment: name, domain: written.domain }),
    );
    return hosts.flatMap((host, index): Problem[] => {
      const first = hosts.indexOf(host);
      if (first === index) return [];
      return [
        {
          path: ['environments', index, 'host'],
          message: 'Every application would have the same host in two environments.',
          remedy: 'Add the environment, such as `{app}.{environment}.{domain}`.',
          related: { message: 'The other is here.', location: document.locate(['environments', first, 'host']) },
        },
      ];
    });
  },
};

export const namespacesAreDnsLabels: Rule<PlatformContext> = {
  name: 'bad-namespace',
  check: ({ written }) => {
    const template = written.kubernetes?.namespace ?? 'apps';
    const filled = written.teams.flatMap((team) =>
      written.environments.map(({ name }) => fillTemplate(template, { team, environment: name })),
    );
    const bad = filled.find((namespace) => !/[{}]/.test(namespace) && !DNS_LABEL.test(namespace));
    if (bad === undefined) return [];
    return [
      {
        path: ['kubernetes', 'namespace'],
        message: `${quote(template)} makes ${quote(bad)}, which is not a valid name of a namespace.`,
        remedy: 'It has at most 63 lower-case letters, digits and hyphens, and neither begins nor ends with a hyphen.',
      },
    ];
  },
};

/** Namespaces of the cluster itself and of Argo CD: what is deployed there decides over everything else. */
const OF_THE_CLUSTER = ['argocd', 'kube-node-lease', 'kube-public', 'kube-system'];
/** Namespaces of components. */
const OF_COMPONENTS = ['monitoring', 'platform'];

export const namespacesAreFree: Rule<PlatformContext> = {
  name: 'reserved-namespace',
  check: ({ written }) => {
    const template = written.kubernetes?.namespace ?? 'apps';
    const reserved = [...OF_THE_CLUSTER, ...(written.components === undefined ? [] : OF_COMPONENTS)];
    const filled = written.teams.flatMap((team) =>
      written.environments.map(({ name }) => fillTemplate(template, { team, environment: name })),
    );
    const taken = filled.find((namespace) => reserved.includes(namespace));
    if (taken === undefined) return [];
    const owner = OF_COMPONENTS.includes(taken) ? 'components' : 'the cluster';
    return [
      {
        path: ['kubernetes', 'namespace'],
        message: `${quote(template)} puts applications into ${quote(taken)}, which is a namespace of ${owner}.`,
        remedy: 'Use a namespace that no team or environment turns into it, such as `apps` or `{team}-apps`.',
      },
    ];
  },
};

/** Shared instances are named after the organisation, and RDS refuses names that start with a digit. */
export const organisationNamesInstances: Rule<PlatformContext> = {
  name: 'name-starts-with-digit',
  check: ({ written }) =>
    /^[0-9]/.test(written.organisation) && written.environments.some(({ databases }) => databases !== undefined)
      ? [
          {
            path: ['organisation'],
            message: `${quote(written.organisation)} starts with a digit: no RDS instance can be named after it.`,
            remedy: 'Start it with a letter, or leave `databases` out of every environment.',
          },
        ]
      : [],
};
