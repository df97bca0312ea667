import { dump } from 'js-yaml';
import { builtInRegistry } from '@goldenpath/parts';
import { parseYaml } from '../../src/document/yaml-document';
import type { Diagnostic, Location, SourceDocument } from '@goldenpath/extension';
import { type LoadedApp, type Platform } from '@goldenpath/spec';
import { checkApp } from '../../src/load/app';
import { checkPlatform } from '../../src/load/platform';

export const PLATFORM = `
organisation: acme
domain: example.org
aws: { accountId: "123456789012", region: eu-west-2 }
teams: [app-team, data-team]
environments:
  - name: dev
    logLevel: debug
    host: "{app}.dev.{domain}"
    mutableTags: true
    databases:
      sizes: [small]
      network: &network
        vpcId: vpc-0d0e0f10111213140
        subnetIds: [subnet-0d0e0f10111213141, subnet-0d0e0f10111213142]
        clientCidrs: [10.10.0.0/16]
  - name: prod
    logLevel: warn
    host: "{app}.{domain}"
    databases:
      minimumBackupRetentionDays: 14
      network: *network
delivery: { workflow: acme/idp/.github/workflows/build.yml@main }
`;

const WHO = 'name: shop\ndescription: Sells things\nowner: app-team\n';

export const STATELESS = `kind: stateless-app\n${WHO}`;
export const STATEFUL = `kind: stateful-app\n${WHO}image: redis:7.4\n`;
export const BACKEND = `kind: backend-app-rds\n${WHO}`;
export const DATABASE = `kind: rds-database\n${WHO}`;

/** The same, and each environment says in which cluster its pods run. */
export const CLUSTERS = PLATFORM.replaceAll(/ {4}logLevel: (\w+)/g, '    cluster: { name: acme-$1 }\n    logLevel: $1');

/** A YAML text as a document; a text that is none is a mistake of the test. */
export function documentOf(text: string, file = 'app.yaml'): SourceDocument {
  const parsed = parseYaml(file, text);
  if ('diagnostic' in parsed) throw new Error(parsed.diagnostic.message);
  return parsed;
}

export function platformOf(text = PLATFORM): Platform {
  const { platform, diagnostics } = checkPlatform(documentOf(text, 'platform.yaml'), builtInRegistry);
  if (platform === undefined) throw new Error(JSON.stringify(diagnostics));
  return platform.platform;
}

/** Files beside a spec, by path: values that are written as YAML. */
export type Data = Readonly<Record<string, unknown>>;

export function checkText(text: string, { folder = 'shop', platform = platformOf(), data = {} as Data } = {}) {
  const documents = new Map(Object.entries(data).map(([file, value]) => [file, documentOf(dump(value), file)]));
  const files = { values: data, documents, diagnostics: [] };
  return checkApp({ document: documentOf(text), folder, trust: 'data', data: files }, platform, builtInRegistry);
}

/** A valid spec, loaded. */
export function appOf(text: string, platform?: Platform, folder = 'shop'): LoadedApp {
  const { app, diagnostics } = checkText(text, { folder, ...(platform !== undefined && { platform }) });
  if (app === undefined || diagnostics.length > 0) throw new Error(JSON.stringify(diagnostics));
  return app;
}

/** The characters that a diagnostic marks. */
export function marked(location: Location | undefined): string {
  return location?.text.slice(location.column - 1, location.column - 1 + location.length) ?? '';
}

/** Each diagnostic as its rule and the characters it marks. */
export function summary(diagnostics: readonly Diagnostic[]): string[] {
  return diagnostics.map(({ rule, location }) => `${rule}: ${marked(location)}`);
}
