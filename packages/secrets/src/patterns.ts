/** A pattern of secrets. */
export interface SecretPattern {
  /** The kind of secret, as the end of a sentence: `It holds a GitHub token.` */
  readonly what: string;
  /** Global, with bounded repetitions. Group 1, if any, is the secret; without it, the whole match is. */
  readonly pattern: RegExp;
  /** A text that every match contains, used to skip most texts quickly. */
  readonly hint: string;
}

/**
 * Unmistakable forms of secrets: prefixes that their issuers chose so that they can be found. Sources: the issuers' documentation and the
 * rules of gitleaks (config/gitleaks.toml) and secretlint (preset-recommend).
 */
export const SECRET_FORMS: readonly SecretPattern[] = [
  {
    what: 'a private key',
    hint: '-----BEGIN',
    pattern:
      /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----[\s\S]*?(?:-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----|$)/g,
  },
  { what: 'an age key', hint: 'AGE-SECRET', pattern: /\bAGE-SECRET-KEY-1[0-9A-Z]{58}\b/g },
  { what: 'an AWS access key', hint: 'A[KS]IA', pattern: /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g },
  {
    what: 'a GitHub token',
    hint: 'gh[pousr]_|github_pat_',
    pattern: /\b(?:gh[pousr]_[A-Za-z0-9]{20,255}|github_pat_[A-Za-z0-9_]{22,255})/g,
  },
  { what: 'a GitLab token', hint: 'gl[a-z]{2,4}-', pattern: /\bgl(?:pat|dt|rt|ft|ptt|soat|cbt)-[A-Za-z0-9_-]{20,64}/g },
  { what: 'a Slack token', hint: 'xox|xapp', pattern: /\b(?:xox[abeprs]|xapp)-[A-Za-z0-9-]{10,255}/g },
  {
    what: 'a Slack webhook',
    hint: 'hooks\\.slack',
    pattern: /\bhooks\.slack\.com\/(?:services|workflows)\/([A-Za-z0-9/]{20,100})/g,
  },
  {
    what: 'a Discord webhook',
    hint: 'api/webhooks',
    pattern: /\bdiscord(?:app)?\.com\/api\/webhooks\/[0-9]{5,30}\/([A-Za-z0-9_-]{40,100})/g,
  },
  { what: 'a Telegram bot token', hint: ':AA', pattern: /\b[0-9]{8,10}:AA[A-Za-z0-9_-]{33}\b/g },
  { what: 'a Google API key', hint: 'AIza', pattern: /\bAIza[A-Za-z0-9_-]{35}/g },
  { what: 'a Google OAuth secret', hint: 'GOCSPX', pattern: /\bGOCSPX-[A-Za-z0-9_-]{28}/g },
  {
    what: 'a Stripe key',
    hint: 'k_live|k_test|whsec_',
    pattern: /\b(?:[rs]k_(?:live|test)|whsec)_[A-Za-z0-9]{16,255}/g,
  },
  { what: 'an npm token', hint: 'npm_', pattern: /\bnpm_[A-Za-z0-9]{36}\b/g },
  { what: 'a PyPI token', hint: 'pypi-', pattern: /\bpypi-AgE[A-Za-z0-9_-]{50,255}/g },
  { what: 'a Docker Hub token', hint: 'dckr_', pattern: /\bdckr_(?:pat|oat)_[A-Za-z0-9_-]{27,64}/g },
  { what: 'a SendGrid key', hint: 'SG\\.', pattern: /\bSG\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43}\b/g },
  { what: 'a Mailgun key', hint: 'key-', pattern: /\bkey-[0-9a-f]{32}\b/g },
  { what: 'a Hugging Face token', hint: 'hf_', pattern: /\bhf_[A-Za-z0-9]{34}\b/g },
  {
    what: 'an OpenAI or Anthropic key',
    hint: 'sk-',
    pattern: /\bsk-(?:(?:proj|svcacct|admin|ant)-[A-Za-z0-9_-]{20,255}|[A-Za-z0-9]{20}T3BlbkFJ[A-Za-z0-9]{20})/g,
  },
  { what: 'a HashiCorp Vault token', hint: 'hv[bsr]\\.', pattern: /\bhv[bsr]\.[A-Za-z0-9_-]{24,255}/g },
  { what: 'a Terraform Cloud token', hint: 'atlasv1', pattern: /\b[A-Za-z0-9]{14}\.atlasv1\.[A-Za-z0-9_-]{60,70}/g },
  {
    what: 'a Grafana token',
    hint: 'gl(?:sa|c)_',
    pattern: /\bgl(?:sa_[A-Za-z0-9]{32}_[a-f0-9]{8}|c_[A-Za-z0-9+/=]{32,400})/g,
  },
  { what: 'a DigitalOcean token', hint: 'do[opr]_v1', pattern: /\bdo[opr]_v1_[a-f0-9]{64}\b/g },
  { what: 'a Databricks token', hint: 'dapi', pattern: /\bdapi[a-f0-9]{32}\b/g },
  { what: 'a New Relic key', hint: 'NRAK', pattern: /\bNRAK-[A-Z0-9]{27}\b/g },
  { what: 'a Shopify token', hint: 'shp', pattern: /\bshp(?:at|ca|pa|ss)_[a-fA-F0-9]{32}\b/g },
  {
    what: 'a JSON Web Token',
    hint: 'eyJ',
    pattern: /\beyJ[A-Za-z0-9_-]{8,4096}\.[A-Za-z0-9_-]{8,8192}\.[A-Za-z0-9_-]{8,2048}/g,
  },
  {
    what: 'a password in a URL',
    hint: '://',
    pattern: /\b[a-z][a-z0-9+.-]{1,30}:\/\/[^/\s:@"']{0,256}:(?!\$[({])([^/\s@"']{1,512})@/gi,
  },
  {
    what: 'an Azure storage key',
    hint: 'accountkey|accesskey',
    pattern: /\b(?:AccountKey|SharedAccessKey)=([A-Za-z0-9+/]{40,120}={0,2})/gi,
  },
];

/** Values after a word such as `password=`. References such as `$(DB_PASS)` and redacted values are not secrets. */
export const NAMED_SECRETS: readonly SecretPattern[] = [
  {
    what: 'the credentials of a request',
    hint: 'authorization',
    pattern:
      /\bauthorization["']?\s?[=:]\s?["']?(?:basic|bearer|token)\s{1,4}(?!\$[({]|\[secret\])([^\s"',;]{4,4096})/gi,
  },
  {
    what: 'the credentials of a request',
    hint: 'bearer|basic',
    pattern: /^\s?(?:basic|bearer)\s{1,4}(?!\$[({]|\[secret\])([A-Za-z0-9._~+/=-]{16,4096})\s?$/gi,
  },
  {
    what: 'a password',
    hint: 'passw|secret|token|key',
    pattern:
      /[a-z0-9](?:Password|Passwd|Secret|Token|ApiKey|AccessKey)["']?\s?[=:]\s?["']?(?!\$[({]|\[secret\])([^\s;&,"'})\]]{4,512})/g,
  },
  {
    what: 'a password',
    hint: 'passw|pwd|secret|token|key',
    pattern:
      /(?:^|[\s;&?,"'{([._-])(?:password|passwd|pwd|secret|token|api[_-]?key|access[_-]?key|secret[_-]key(?:_base)?)["']?\s?[=:]\s?["']?(?!\$[({]|\[secret\])([^\s;&,"'})\]]{4,512})/gi,
  },
  {
    what: 'a password',
    hint: 'pgpassword|rediscli_auth',
    pattern: /\b(?:PGPASSWORD|REDISCLI_AUTH)=["']?(?![$'"]|\[secret\])([^\s"';&|)]{4,512})/g,
  },
  {
    what: 'a password',
    hint: 'mysql|mariadb',
    pattern:
      /\b(?:mysql|mariadb)(?:-?(?:admin|dump|check|show))?\s(?:[^\s;&|]{1,200}\s{1,4}){0,20}-p["']?(?![$'"]|\[secret\])([^\s"';&|)]{4,512})/g,
  },
  {
    what: 'a password',
    hint: 'curl',
    pattern:
      /\bcurl\s(?:[^\s;&|]{1,200}\s{1,4}){0,20}(?:-[a-zA-Z]{0,8}u\s{0,4}|--user[\s=]{1,4})["']?[^\s:"';&|$]{1,100}:(?![$'"]|\[secret\])([^\s"';&|)]{4,512})/g,
  },
  {
    what: 'a password',
    hint: '(?:redis|valkey|keydb)-cli',
    pattern:
      /\b(?:redis|valkey|keydb)-cli\s(?:[^\s;&|]{1,200}\s{1,4}){0,20}-a\s{1,4}["']?(?![$'"]|\[secret\])([^\s"';&|)]{4,512})/g,
  },
  {
    // In a script. With a digit: text about a flag has words after it.
    what: 'a password',
    hint: '--?[a-z0-9-]*(?:passw|passphrase|secret|token|key|requirepass)',
    pattern:
      /(?:^|[\s"'])--?[a-z0-9-]{0,40}(?:password|passwd|passphrase|secret|token|api-?key|access-?key|requirepass)\s{1,4}["']?(?!["'$-]|\[secret\])(?=[^\s"';&|)]{0,512}[0-9])([^\s"';&|)]{4,512})/gi,
  },
];

/**
 * Names of variables with secret values: `SECRET_KEY` of Django, `SECRET_KEY_BASE` of Rails, `APP_KEY` of Laravel. The environment may follow:
 * `DB_PASSWORD_PROD`.
 */
export const SECRET_NAME =
  /(?:^|_)(?:PASS(?:WORD|WD|PHRASE|CODE)?|(?:[A-Z]+)?SECRETS?|TOKENS?|(?:API|PRIVATE|ACCESS|ENCRYPTION|SIGNING|MASTER|HMAC|ACCOUNT|AUTH|SESSION|SECRET|FERNET|JWT|COOKIE|CSRF|VAULT|LICEN[CS]E)_?KEYS?(?:_BASE)?|CREDENTIALS?|SALT|(?:ERLANG|RELEASE)_COOKIE)(?:_(?:DEV|TEST|STAGING|PROD|PRODUCTION|OLD|NEW|[0-9]+))?$|^(?:APP_KEY|PGPASSWORD|REDISCLI_AUTH|SSHPASS)$|_PWD$/i;

/** Names for which numbers are secrets too. */
export const PASSWORD_NAME = /PASS|SECRET|CREDENTIAL|_PWD$/i;

/** Flags such as `--password`, which are followed by their value. */
export const SECRET_FLAG =
  /^--?[a-z0-9-]*(?:password|passwd|passphrase|secret|token|api-?key|access-?key|requirepass)$/i;
