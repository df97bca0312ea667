/** Descriptions of the schemas' patterns. */
const WORDS: Readonly<Record<string, string>> = {
  '^[a-z0-9]+(-[a-z0-9]+)*$': 'lower-case letters, digits and single hyphens between them, such as `user-service`',
  '^[a-z][a-z0-9]*(-[a-z0-9]+)*$':
    'lower-case letters, digits and single hyphens, starting with a letter, such as `dev`',
  '^([a-z0-9]([-a-z0-9.]*[a-z0-9])?/)?[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$':
    'the name of an annotation, such as `example.org/timeout`',
  '^([a-z0-9]([-a-z0-9.]*[a-z0-9])?/)?([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?|[-A-Za-z0-9_.]*\\*)$':
    'the name of an annotation, or the start of names and `*`, such as `example.org/timeout-*`',
  '^[a-z0-9{}]([a-z0-9{}.-]*[a-z0-9{}])?$':
    'a host: lower-case letters (others in Punycode), digits, hyphens and dots, without a port or a wildcard, such as `shop.example.org` or `{app}.{environment}.example.org`',
  '^/((?!\\.{1,2}(/|$))[A-Za-z0-9._~-]+(/(?!\\.{1,2}(/|$))[A-Za-z0-9._~-]+)*)?$':
    'the beginning of a path: `/`, or segments of letters, digits and `._~-` without a slash at the end, such as `/api` or `/api/v1`',
  '^(?!redirect$)[a-z][a-z0-9]*(-[a-z0-9]+)*$':
    'lower-case letters, digits and single hyphens, starting with a letter, and not `redirect`, such as `admin`',
  '^[a-z]([a-z0-9-]{0,38}[a-z0-9])?$':
    'at most 40 lower-case letters, digits and hyphens, starting with a letter, such as `cache`',
  '^[a-z]([a-z0-9-]{0,28}[a-z0-9])?$':
    'at most 30 lower-case letters, digits and hyphens, starting with a letter, such as `proxy`',
  '^[a-z]([a-z0-9-]{0,10}[a-z0-9])?$':
    'at most 12 lower-case letters, digits and hyphens, starting with a letter, such as `worker`',
  '^[a-z][a-z0-9_]{2,62}$':
    'a lower-case letter and then 2 to 62 lower-case letters, digits or underscores, such as `orders`',
  '^[a-z][a-z0-9_]{2,30}$':
    'a lower-case letter and then 2 to 30 lower-case letters, digits or underscores, such as `orders_app`',
  '^[a-z][a-z0-9_.]*$': 'the name of a parameter of PostgreSQL, such as `work_mem`',
  '^[A-Za-z0-9]([A-Za-z0-9 ._:/-]*[A-Za-z0-9])?$': 'a label of GitHub, such as `preview`',
  '^[a-z][a-z0-9-]*:[A-Za-z]+\\*?$': 'an action of IAM, such as `ses:SendEmail`',
  '^arn:aws(-[a-z]+)*:[a-z0-9-]+:[a-z0-9-]*:([0-9]{12}|aws)?:[^*?\\s]\\S*$':
    'the ARN of a resource, such as `arn:aws:ses:eu-west-2:111122223333:identity/acme.example`',
  '^[A-Za-z0-9_.-]+$': 'the name of an attribute: letters, digits and `_.-`, such as `customer`',
  '^(?!system-)[a-z0-9]([-a-z0-9.]*[a-z0-9])?$': 'the name of a priority class, not of the system, such as `batch`',
  '^[0-9]+(Gi|Mi)$': 'a whole number of Gi or Mi, such as `10Gi`',
  '^/[^\\s:]+$': 'an absolute path that is not `/`, such as `/data`',
  '^([0-9]+(\\.[0-9]{1,3})?|[0-9]+m)$': 'cores or thousandths of a core, such as `0.5` or `250m`',
  '^(none|[0-9]+(\\.[0-9]{1,3})?|[0-9]+m)$': 'cores or thousandths of a core, such as `0.5` or `250m`, or `none`',
  '^[A-Za-z_][A-Za-z0-9_./-]*$': 'the name of a gRPC service, such as `orders.v1.Orders`',
  '^[0-9]+(\\.[0-9]+)?(Ki|Mi|Gi|Ti|k|M|G|T)?$': 'an amount with a unit, such as `256Mi` or `1Gi`',
  '^([a-z]+:)?([A-Za-z0-9_.-]+/)?[A-Za-z0-9_.-]+$': 'the reference of an entity, such as `group:default/platform-team`',
  '^(?!__proto__$)[A-Za-z_][A-Za-z0-9_]*$':
    'letters, digits and underscores, not starting with a digit, and not `__proto__`, such as `CACHE_TTL`',
  '^([A-Za-z0-9/_+=.@-]|\\{environment\\})+$':
    'the name of a secret in the store: letters, digits and `/_+=.@-`, such as `partner/api`, with `{environment}` for the environment',
  '^files(/[A-Za-z0-9_-][A-Za-z0-9_.-]*)+$':
    'the path of a file in the folder `files` beside the spec, such as `files/nginx.conf`',
  '^0?[0-7]{3}$': 'octal permissions in quotes, such as `"0644"`',
  '^[A-Za-z0-9_-][A-Za-z0-9_.-]*$': 'a key: letters, digits and `_.-`, such as `client_secret`',
  '^(\\./[A-Za-z0-9._/-]*[A-Za-z0-9_-]|(@[a-z0-9-]+/)?[a-z0-9][a-z0-9._-]*)$':
    'the name of an npm package, or the path of a folder that begins with `./`, such as `@acme/queue` or `./extensions/queue`',
  '^[1-9][0-9]{0,19}$': 'the number of an organisation on GitHub, such as `9919`',
  '^[1-9][0-9]{0,14}$': 'the number of a GitHub App, such as `123456`',
  '^[0-9]{12}$': 'the twelve digits of an AWS account',
  '^[a-z]{2,4}(-[a-z]+)+-[0-9]$': 'the name of an AWS region, such as `eu-west-2`',
  '^(arn:aws[a-z-]*:iam::[0-9]{12}:role/)?([A-Za-z0-9+=,.@_-]+/)*[A-Za-z0-9+=,.@_-]{1,64}$':
    'the name or the ARN of an IAM role, such as `goldenpath-deploy`',
  '^arn:aws[a-z-]*:iam::[0-9]{12}:role/([A-Za-z0-9+=,.@_-]+/)*[A-Za-z0-9+=,.@_-]{1,64}$':
    'the ARN of an IAM role, such as `arn:aws:iam::111122223333:role/goldenpath-state`',
  '^(arn:aws[a-z-]*:iam::([0-9]{12}|aws):policy/)?([A-Za-z0-9+=,.@_-]+/)*[A-Za-z0-9+=,.@_-]{1,128}$':
    'the name or the ARN of an IAM policy, such as `platform-boundary`',
  '^/([A-Za-z0-9+=,.@_-]+/)*$': 'a path that begins and ends with a slash, such as `/platform/`',
  '^(?!aws:)[A-Za-z0-9][A-Za-z0-9 _.:/=+@-]*$':
    'the name of a tag, which does not begin with `aws:`, such as `cost-centre`',
  '^[A-Za-z0-9 _.:/=+@-]*$': 'the value of a tag: letters, digits, spaces and `_.:/=+@-`, such as `platform`',
  '^(arn:aws[a-z-]*:rds:[a-z0-9-]+:[0-9]{12}:(cluster-)?snapshot:)?((rds|awsbackup):)?[A-Za-z][A-Za-z0-9-]*$':
    'the name or the ARN of a snapshot of RDS, such as `orders-prod-final-1a2b3c4d`',
  '^arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:(key/[A-Za-z0-9-]+|alias/[A-Za-z0-9/_-]+)$':
    'the ARN of a KMS key, such as `arn:aws:kms:eu-west-2:111122223333:alias/terraform-state`',
  '^[A-Za-z0-9][A-Za-z0-9_-]*$': 'the name of a cluster, such as `acme-prod`',
  '^https://[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:[0-9]{1,5})?$':
    'the address of an API server, such as `https://ABCDEF0123456789.gr7.eu-west-2.eks.amazonaws.com`',
  '^https://[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(/[A-Za-z0-9._/-]*[A-Za-z0-9])?$':
    'the address of an OIDC issuer, such as `https://oidc.eks.eu-west-2.amazonaws.com/id/ABCDEF0123456789`',
  '^https?://[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:[0-9]{1,5})?$':
    'an address without a path, such as `https://vault.example.org:8200`',
  '^[A-Za-z0-9{}]([A-Za-z0-9{}._/-]*[A-Za-z0-9{}_-])?$':
    'a name or a path in Vault, such as `kubernetes-{environment}`',
  '^[A-Za-z0-9+/]+={0,2}$': 'text in base64, without line breaks',
  '^(https?://[A-Za-z0-9{}]([A-Za-z0-9{}.-]*[A-Za-z0-9{}])?(:[0-9]{1,5})?(/[A-Za-z0-9{}._~/-]*)?|\\./[A-Za-z0-9{}._/-]*[A-Za-z0-9{}_-])$':
    'an address, or the path of a file that begins with `./`, such as `./certificates/{environment}.pem`',
  '^vpc-[0-9a-f]{8,17}$': 'the id of a VPC, such as `vpc-0a1b2c3d4e5f60718`',
  '^fs-[0-9a-f]{8,40}$': 'the id of an EFS file system, such as `fs-0a1b2c3d4e5f60718`',
  '^subnet-[0-9a-f]{8,17}$': 'the id of a subnet, such as `subnet-0a1b2c3d4e5f60718`',
  '^([0-9]{1,3}\\.){3}[0-9]{1,3}/([0-9]|[12][0-9]|3[0-2])$': 'an address range, such as `10.0.0.0/16`',
  '^(?=.*\\{app\\})[a-z0-9{}.-]+$': 'a host name with `{app}` in it, such as `{app}.dev.{domain}`',
  '^[a-z0-9{}]([-a-z0-9{}]*[a-z0-9{}])?$': 'a namespace, such as `apps` or `{team}-{environment}`',
  '^[a-z0-9{}]([-a-z0-9_{}]*[a-z0-9{}])?$': 'the name of a channel, such as `deployments` or `deploy-{environment}`',
  '^[1-9][0-9]*(s|m|h)$': 'a duration in seconds, minutes or hours, such as `1h`',
  '^([a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]+)?/)?[a-z0-9]+(([._]|__|-+)[a-z0-9]+)*(/[a-z0-9]+(([._]|__|-+)[a-z0-9]+)*)*(:[A-Za-z0-9_][A-Za-z0-9._-]{0,127})?(@sha256:[a-f0-9]{64})?$':
    'an image with its version, in lower case and without `https://`, such as `redis:7.4` or `ghcr.io/acme/cache:1.2`',
  '^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$':
    'the name of a Kubernetes object: lower-case letters, digits, single dots and hyphens between them, such as `gp3` or `letsencrypt-prod`',
  '^[a-z0-9]([-a-z0-9]*[a-z0-9])?$':
    'the name of a namespace: lower-case letters, digits and hyphens, such as `gateways`',
  '^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)+$':
    'a domain without `https://` and without a path, such as `example.org`',
  '^[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]+)?(/[a-z0-9]+(([._]|__|-+)[a-z0-9]+)*)*$':
    'a registry in lower case, without `https://` and without a slash at the end, such as `ghcr.io/acme`',
  '^[A-Za-z0-9._-]+$': 'the name of a repository without its organisation, such as `gitops`',
  '^[A-Za-z0-9]([A-Za-z0-9._/-]*[A-Za-z0-9])?$': 'the name of a branch, such as `main`',
  '^[A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+/[A-Za-z0-9_./-]+\\.ya?ml@[A-Za-z0-9_./-]+$':
    'a workflow file and the version of it, such as `acme/platform/.github/workflows/build.yml@main`',
  '^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$': 'the name of an S3 bucket, such as `acme-terraform-state`',
  '^[A-Za-z0-9][A-Za-z0-9._/-]*$': 'the start of a key, such as `goldenpath`',
  '^\\./[A-Za-z0-9._/-]*[A-Za-z0-9_-]$': 'the path of a folder that begins with `./`, such as `./runtimes/go`',
  '^/[A-Za-z0-9._~/-]*$': 'a path without a query, such as `/metrics`',
  '^(none|https?://[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:[0-9]{1,5})?(/[A-Za-z0-9._~/-]*)?)$':
    'an address without a user, or `none`, such as `http://otel-collector.observability:4318`',
  '^([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?$': 'the value of a label, such as `kube-prometheus-stack`',
  '^([a-z0-9]([-a-z0-9.]*[a-z0-9])?/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$':
    'the name of a label, such as `release` or `example.org/team`',
  '^(mon|tue|wed|thu|fri|sat|sun):([01][0-9]|2[0-3]):[0-5][0-9]-(mon|tue|wed|thu|fri|sat|sun):([01][0-9]|2[0-3]):[0-5][0-9]$':
    'a weekly window in UTC, such as `sun:03:00-sun:04:00`',
  '^([01][0-9]|2[0-3]):[0-5][0-9]-([01][0-9]|2[0-3]):[0-5][0-9]$': 'a daily window in UTC, such as `01:00-02:00`',
  '^(arn:aws[a-z-]*:rds:[a-z0-9-]+:[0-9]{12}:snapshot:)?((rds|awsbackup):)?[A-Za-z][A-Za-z0-9-]*$':
    'the name or the ARN of a snapshot of RDS, such as `orders-prod-final-1a2b3c4d`',
  '^arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/(mrk-)?[a-f0-9-]{32,36}$':
    'the ARN of a KMS key, such as `arn:aws:kms:eu-west-2:123456789012:key/1a2b3c4d-5e6f-7a8b-9c0d-1e2f3a4b5c6d`',
  '^v?[0-9]+\\.[0-9]+\\.[0-9]+(-[0-9A-Za-z.-]+)?$': 'the exact version of a chart, such as `1.2.3` or `v1.2.3`',
  '^1[5-8]$': 'a major version from 15 to 18 in quotes, such as `"16"`',
};

/** Returns what a pattern requires in words, or the pattern itself. */
export function patternInWords(pattern: string): string {
  return WORDS[pattern] ?? `text of the form ${pattern}`;
}
