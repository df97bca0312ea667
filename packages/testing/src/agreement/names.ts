/** The required patterns of names, from the documentation of Kubernetes, AWS and GitHub. */

/** A label of a DNS name (RFC 1123). */
export const DNS_LABEL = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

/** A name of a Service (RFC 1035). */
export const SERVICE_NAME = /^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$/;

/** A value of a label. */
export const LABEL_VALUE = /^([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/;

/** A name of a port. */
export const PORT_NAME = /^(?=.{1,15}$)(?=.*[a-z])(?!.*--)[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;

/** A name of an environment variable. */
export const VARIABLE_NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** A key of a ConfigMap. */
export const KEY_NAME = /^(?!\.\.?$)(?!\.\.)[-._a-zA-Z0-9]{1,253}$/;

/** A name of a role. */
export const IAM_ROLE = /^[\w+=,.@-]{1,64}$/;

/** An identifier of an RDS instance. */
export const RDS_IDENTIFIER = /^(?!.*--)[a-z][a-z0-9-]{0,61}[a-z0-9]$/;

/** An identifier of a snapshot, a name of a parameter group. */
export const RDS_LONG_NAME = /^(?!.*--)[a-z][a-z0-9-]{0,253}[a-z0-9]$/;

/** A name of an ECR repository. */
export const ECR_NAME = /^(?=.{2,256}$)([a-z0-9]+([._-][a-z0-9]+)*\/)*[a-z0-9]+([._-][a-z0-9]+)*$/;

/** A name of a secret; one that ends in a hyphen and six characters is taken for an ARN. */
export const SECRET_NAME = /^(?!.*-[A-Za-z0-9]{6}$)[A-Za-z0-9/_+=.@-]{1,512}$/;

/** A value of a tag in AWS. */
export const TAG_VALUE = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]{0,256}$/u;

/** A topic of a repository on GitHub. */
export const TOPIC = /^[a-z0-9][a-z0-9-]{0,49}$/;

/** Whether a text is a host name: labels, and at most 253 characters. */
export function isHostName(text: string): boolean {
  return text.length <= 253 && text.split('.').every((label) => DNS_LABEL.test(label));
}
