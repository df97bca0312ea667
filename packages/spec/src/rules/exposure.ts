import type { Rule } from '@goldenpath/extension';
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

/** A route on every listener would answer HTTP itself, and beside the listener for HTTP there would be nowhere to redirect to. */
export const redirectsLeadElsewhere: Rule<PlatformContext> = {
  name: 'redirect-to-itself',
  check: ({ written: { ingress } }) => {
    if (ingress?.type !== 'gateway' || ingress.httpSectionName === undefined) return [];
    if (ingress.sectionName !== undefined && ingress.sectionName !== ingress.httpSectionName) return [];
    return [
      {
        path: ['ingress', 'httpSectionName'],
        message:
          ingress.sectionName === undefined
            ? 'Hosts are redirected from this listener, and `sectionName` does not name the listener for HTTPS.'
            : 'Hosts are redirected from this listener to the same listener.',
        remedy: 'Set `sectionName` to the listener for HTTPS, such as `https`.',
      },
    ];
  },
};
