import { generate } from 'selfsigned';

/** The certificate of an embedded server, and the authority that signed it; all PEM. */
export interface Certificates {
  readonly authority: string;
  readonly certificate: string;
  readonly privateKey: string;
}

/** Makes an authority and a certificate for `localhost`. The private key of the authority is thrown away. */
export async function makeCertificates(): Promise<Certificates> {
  const shared = { keyType: 'ec', curve: 'P-256', algorithm: 'sha256', notAfterDate: inTenYears() } as const;
  const authority = await generate([{ name: 'commonName', value: 'goldenpath embedded PostgreSQL' }], {
    ...shared,
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    ],
  });
  const server = await generate([{ name: 'commonName', value: 'localhost' }], {
    ...shared,
    ca: { key: authority.private, cert: authority.cert },
    extensions: [
      { name: 'basicConstraints', cA: false },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          { type: 7, ip: '127.0.0.1' },
        ],
      },
    ],
  });
  return { authority: authority.cert, certificate: server.cert, privateKey: server.private };
}

function inTenYears(): Date {
  const date = new Date();
  date.setFullYear(date.getFullYear() + 10);
  return date;
}
