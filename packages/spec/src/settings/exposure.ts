import type { IngressController } from '@goldenpath/extension';
import type { WrittenFurtherGateway, WrittenFurtherIngressClass } from '../types/exposure';
import type { WrittenPlatform } from '../types/platform';
import type { Exposure, Platform } from '../types/resolved';

/** Controllers whose usual class has their name. */
const CONTROLLERS: readonly IngressController[] = ['kong', 'nginx', 'traefik', 'alb'];

/** Returns how applications are exposed. */
export function resolveExposure(written: WrittenFurtherIngressClass | WrittenFurtherGateway | undefined): Exposure {
  const { visibility, ...rest } = written ?? { type: 'ingress' };
  const internal = visibility === 'internal' ? { visibility } : {};
  if (rest.type === 'gateway') return { ...rest, ...internal };
  const className = rest.className ?? 'kong';
  const controller = rest.controller ?? CONTROLLERS.find((name) => name === className);
  return {
    type: 'ingress',
    className,
    ...(controller !== undefined && { controller }),
    ...(rest.annotations !== undefined && { annotations: { ...rest.annotations } }),
    ...(rest.controllerNamespace !== undefined && { controllerNamespace: rest.controllerNamespace }),
    ...(rest.allowedAnnotations !== undefined && { allowedAnnotations: [...rest.allowedAnnotations] }),
    ...(rest.clusterIssuer !== undefined && { clusterIssuer: rest.clusterIssuer }),
    ...(rest.certificate !== undefined && { certificate: { ...rest.certificate } }),
    ...internal,
  };
}

/** Returns the further classes, and the domains of hosts. */
export function resolveIngressClasses({
  ingressClasses,
  domains,
}: WrittenPlatform): Pick<Platform, 'ingressClasses' | 'domains'> {
  const classes = Object.entries(ingressClasses ?? {}).map(([name, written]) => [name, resolveExposure(written)]);
  return {
    ...(classes.length > 0 && { ingressClasses: Object.fromEntries(classes) as Record<string, Exposure> }),
    ...(domains !== undefined && domains.length > 0 && { domains: domains.map((domain) => ({ ...domain })) }),
  };
}
