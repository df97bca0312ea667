import type { Exposure, IngressController } from '@goldenpath/extension';

type Annotations = Readonly<Record<string, string>>;

/** What an Ingress needs with each controller: always, and for a host with a certificate, which is served over HTTPS only. */
const CONTROLLERS: Readonly<Record<IngressController, { readonly always: Annotations; readonly https: Annotations }>> =
  {
    /** Without this, Kong serves a host over HTTP too. @see https://developer.konghq.com/kubernetes-ingress-controller/reference/annotations/ */
    kong: {
      always: {},
      https: { 'konghq.com/protocols': 'https', 'konghq.com/https-redirect-status-code': '308' },
    },
    /** @see https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/#server-side-https-enforcement-through-redirect */
    nginx: { always: {}, https: { 'nginx.ingress.kubernetes.io/ssl-redirect': 'true' } },
    /**
     * The entry point `websecure` alone: HTTP gets 404, unless the entry point `web` redirects.
     *
     * @see https://doc.traefik.io/traefik/reference/routing-configuration/kubernetes/ingress/
     */
    traefik: { always: {}, https: { 'traefik.ingress.kubernetes.io/router.entrypoints': 'websecure' } },
    /**
     * Services are ClusterIP, so the load balancer sends requests to the pods. Certificates come from ACM, by host.
     *
     * @see https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/
     */
    alb: {
      always: { 'alb.ingress.kubernetes.io/target-type': 'ip' },
      https: {
        'alb.ingress.kubernetes.io/listen-ports': '[{"HTTP": 80}, {"HTTPS": 443}]',
        'alb.ingress.kubernetes.io/ssl-redirect': '443',
      },
    },
  };

/** The annotation by which cert-manager issues a certificate. */
export const CLUSTER_ISSUER = 'cert-manager.io/cluster-issuer';

/** The class whose controller answers the question of Let's Encrypt. @see https://cert-manager.io/docs/reference/annotations/ */
export const SOLVER_CLASS = 'acme.cert-manager.io/http01-ingress-ingressclassname';

/** The Middlewares that requests pass, joined by commas. @see https://doc.traefik.io/traefik/reference/routing-configuration/kubernetes/ingress/ */
export const MIDDLEWARES = 'traefik.ingress.kubernetes.io/router.middlewares';

/** The controllers that can remove the beginning of a path. A load balancer of AWS passes paths on as they are. */
const STRIPPING: readonly (IngressController | undefined)[] = ['kong', 'nginx', 'traefik'];

/** Returns whether requests can reach an application without the beginning of their path. */
export function canStripPrefix(exposure: Exposure): boolean {
  return exposure.type === 'gateway' || STRIPPING.includes(exposure.controller);
}

/** Returns the annotations of a route with paths. The Middleware of Traefik is an object of its own. */
export function pathAnnotations(controller: IngressController | undefined, stripPrefix: boolean): Annotations {
  // Versions of Kong differ in what they do without it.
  if (controller === 'kong') return { 'konghq.com/strip-path': String(stripPrefix) };
  if (controller !== 'nginx' || !stripPrefix) return {};
  return { 'nginx.ingress.kubernetes.io/use-regex': 'true', 'nginx.ingress.kubernetes.io/rewrite-target': '/$2' };
}

/** Returns the annotations that a controller needs. */
export function controllerAnnotations(controller: IngressController | undefined, hasCertificate: boolean): Annotations {
  if (controller === undefined) return {};
  const { always, https } = CONTROLLERS[controller];
  return { ...always, ...(hasCertificate && https) };
}
