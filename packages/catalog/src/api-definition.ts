import type { AppFacts, CatalogLink } from '@goldenpath/extension';
import { yamlText } from '@goldenpath/files';

/** The last field, which is the same for every application. */
const PATHS = yamlText({
  paths: {
    '/': answer('What the service is', { 200: 'Its name and environment' }),
    '/health': answer('Whether the process works', { 200: 'It works' }),
    '/ready': answer('Whether requests can be answered', { 200: 'They can', 503: 'Something it needs is away' }),
    '/metrics': answer('Metrics for Prometheus', { 200: 'The metrics' }),
  },
});

/** The OpenAPI document that every service of the platform fulfils: what its own routes answer, its code says. */
export function apiDefinition({ name, description }: AppFacts, links: readonly CatalogLink[]): string {
  const about = yamlText({
    openapi: '3.0.3',
    info: { title: name, description, version: '1.0.0' },
    ...(links.length > 0 && { servers: links.map(({ url, title }) => ({ url, description: title })) }),
  });
  return about + PATHS;
}

function answer(summary: string, responses: Readonly<Record<string, string>>): unknown {
  const described = Object.entries(responses).map(([status, text]) => [status, { description: text }] as const);
  return { get: { summary, responses: Object.fromEntries(described) } };
}
