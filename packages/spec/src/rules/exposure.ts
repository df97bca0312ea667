import { type Path, type Problem, quote, type Rule } from '@goldenpath/extension';
import type { WrittenPlatform } from '../types/platform';
import type { PlatformContext } from './platform';

export const hostsHaveOneCertificate: Rule<PlatformContext> = {
  name: 'two-certificates',
  check: ({ document, written }) =>
    written.environments.flatMap(({ name, clusterIssuer, certificate }, index) =>
      clusterIssuer === undefined || certificate === undefined
        ? []
        : [
            {
              path: ['environments', index, 'certificate'],
              at: 'key' as const,
              message: `The hosts of ${name} have a certificate each from \`clusterIssuer\`, and one for all from \`certificate\`.`,
              remedy: 'Remove one of the two.',
              related: {
                message: 'The issuer is here.',
                location: document.locate(['environments', index, 'clusterIssuer']),
              },
            },
          ],
    ),
};

/** The class of all applications and the further ones, each with its path. */
function classesOf({ ingress, ingressClasses }: WrittenPlatform) {
  const further = Object.entries(ingressClasses ?? {}).map(([name, written]) => ({
    path: ['ingressClasses', name] as Path,
    written,
  }));
  return [...(ingress === undefined ? [] : [{ path: ['ingress'] as Path, written: ingress }]), ...further];
}

/** A route on every listener would answer HTTP itself, and beside the listener for HTTP there would be nowhere to redirect to. */
export const redirectsLeadElsewhere: Rule<PlatformContext> = {
  name: 'redirect-to-itself',
  check: ({ written: platform }) =>
    classesOf(platform).flatMap(({ path, written }): Problem[] => {
      if (written.type !== 'gateway' || written.httpSectionName === undefined) return [];
      if (written.sectionName !== undefined && written.sectionName !== written.httpSectionName) return [];
      return [
        {
          path: [...path, 'httpSectionName'],
          message:
            written.sectionName === undefined
              ? 'Hosts are redirected from this listener, and `sectionName` does not name the listener for HTTPS.'
              : 'Hosts are redirected from this listener to the same listener.',
          remedy: 'Set `sectionName` to the listener for HTTPS, such as `https`.',
        },
      ];
    }),
};

export const classesHaveOneCertificate: Rule<PlatformContext> = {
  name: 'two-certificates',
  check: ({ document, written }) =>
    Object.entries(written.ingressClasses ?? {}).flatMap(([name, { clusterIssuer, certificate }]): Problem[] =>
      clusterIssuer === undefined || certificate === undefined
        ? []
        : [
            {
              path: ['ingressClasses', name, 'certificate'],
              at: 'key',
              message: `The hosts of the class ${name} have a certificate each from \`clusterIssuer\`, and one for all from \`certificate\`.`,
              remedy: 'Remove one of the two.',
              related: {
                message: 'The issuer is here.',
                location: document.locate(['ingressClasses', name, 'clusterIssuer']),
              },
            },
          ],
    ),
};

/** The issuers of this name ask for each certificate over HTTP, which does not get to an internal host. */
const ASKS_OVER_HTTP = 'letsencrypt';

export const internalHostsHaveCertificates: Rule<PlatformContext> = {
  name: 'internal-class-without-certificate',
  check: ({ document, written }) => {
    const index = written.environments.findIndex(({ clusterIssuer }) => clusterIssuer?.startsWith(ASKS_OVER_HTTP));
    if (index === -1) return [];
    return Object.entries(written.ingressClasses ?? {}).flatMap(([name, ingressClass]): Problem[] => {
      const { type, visibility, certificate, clusterIssuer } = ingressClass;
      // TLS ends at a Gateway, whose certificates are its own.
      if (type === 'gateway' || visibility !== 'internal') return [];
      if (certificate !== undefined || clusterIssuer?.startsWith(ASKS_OVER_HTTP) === false) return [];
      return [
        {
          path: ['ingressClasses', name],
          at: 'key',
          message: `Let’s Encrypt cannot reach the hosts of the internal class ${quote(name)}, so they would get no certificate.`,
          remedy: 'Set `certificate` or the `clusterIssuer` of an internal authority in the class.',
          related: {
            message: 'The issuer of the environment is here.',
            location: document.locate(['environments', index, 'clusterIssuer']),
          },
        },
      ];
    });
  },
};

export const domainsAreDistinct: Rule<PlatformContext> = {
  name: 'domain-named-twice',
  check: ({ document, written: { domains = [] } }) =>
    domains.flatMap(({ name }, index): Problem[] => {
      const first = domains.findIndex((other) => other.name === name);
      if (first === index) return [];
      return [
        {
          path: ['domains', index, 'name'],
          message: `There are two entries for the domain ${quote(name)}.`,
          remedy: 'Put the teams and environments of both into one entry.',
          related: { message: 'The first is here.', location: document.locate(['domains', first, 'name']) },
        },
      ];
    }),
};
