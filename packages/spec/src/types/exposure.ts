import type { TeamName } from './team';

/** Applications are exposed by an Ingress of this class. */
export interface WrittenIngressClass {
  readonly type: 'ingress';
  /**
   * The `ingressClassName`.
   *
   * @pattern ^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$
   * @maxLength 253
   * @default "kong"
   */
  readonly className?: string;
  /**
   * The controller of the class. Hosts with a certificate are then served over HTTPS only, with the annotations of this controller. The default
   * is the class, if it has the name of a controller.
   */
  readonly controller?: 'kong' | 'nginx' | 'traefik' | 'alb';
  /** @default {} */
  readonly annotations?: IngressAnnotations;
  /**
   * The namespace that the controller runs in, for network policies. The default is that of the controller's chart: `kong`, `ingress-nginx` or
   * `traefik`.
   *
   * @pattern ^[a-z0-9]([-a-z0-9]*[a-z0-9])?$
   * @maxLength 63
   */
  readonly controllerNamespace?: string;
  /**
   * Annotations that applications may set with `route.annotations`. A `*` at the end allows every annotation that starts so.
   *
   * @maxItems 100
   * @uniqueItems true
   * @default []
   */
  readonly allowedAnnotations?: readonly AllowedAnnotation[];
  /**
   * Who can reach what is behind it: everyone, or private networks only. The review reports a route that becomes reachable for everyone.
   *
   * @default "external"
   */
  readonly visibility?: 'internal' | 'external';
}

/**
 * @pattern ^([a-z0-9]([-a-z0-9.]*[a-z0-9])?/)?([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?|[-A-Za-z0-9_.]*\*)$
 * @maxLength 253
 */
export type AllowedAnnotation = string;

/**
 * Annotations of every Ingress. They win over those of the controller.
 *
 * @propertyNames {"pattern": "^([a-z0-9]([-a-z0-9.]*[a-z0-9])?/)?[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$", "maxLength": 253}
 */
export interface IngressAnnotations {
  readonly [name: string]: string;
}

/** Applications are exposed by an HTTPRoute of the Gateway API, attached to this Gateway. TLS ends at the Gateway. */
export interface WrittenGateway {
  readonly type: 'gateway';
  /**
   * The Gateway's name.
   *
   * @pattern ^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$
   * @maxLength 253
   */
  readonly name: string;
  /**
   * The Gateway's namespace.
   *
   * @pattern ^[a-z0-9]([-a-z0-9]*[a-z0-9])?$
   * @maxLength 63
   */
  readonly namespace: string;
  /**
   * The listener. The default is every listener that allows the route.
   *
   * @pattern ^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$
   * @maxLength 253
   */
  readonly sectionName?: string;
  /**
   * The listener for HTTP. Hosts with a certificate are redirected from it to HTTPS. `sectionName` must then name the listener for HTTPS.
   * The default is no redirect.
   *
   * @pattern ^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$
   * @maxLength 253
   */
  readonly httpSectionName?: string;
  /**
   * The listeners for TCP that applications can have with `route.listener`, with their ports. A listener leads to one application.
   *
   * @propertyNames {"pattern": "^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$", "maxLength": 253}
   * @default {}
   */
  readonly tcpListeners?: TcpListeners;
  /**
   * Annotations that applications may set with `route.annotations`. A `*` at the end allows every annotation that starts so.
   *
   * @maxItems 100
   * @uniqueItems true
   * @default []
   */
  readonly allowedAnnotations?: readonly AllowedAnnotation[];
  /**
   * Who can reach what is behind it: everyone, or private networks only. The review reports a route that becomes reachable for everyone.
   *
   * @default "external"
   */
  readonly visibility?: 'internal' | 'external';
}

/** Names of listeners, and their ports. */
export interface TcpListeners {
  readonly [name: string]: ListenerPort;
}

/**
 * @asType integer
 * @minimum 1
 * @maximum 65535
 */
export type ListenerPort = number;

/** The certificates of a further class. */
export interface WrittenClassCertificates {
  /**
   * The cert-manager ClusterIssuer of the hosts of this class. The default is that of the environment.
   *
   * @pattern ^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$
   * @maxLength 253
   */
  readonly clusterIssuer?: string;
  /** One certificate for all hosts of this class. The default is that of the environment. */
  readonly certificate?: WrittenCertificate;
}

/** A further class of Ingresses. */
export interface WrittenFurtherIngressClass extends WrittenIngressClass, WrittenClassCertificates {}

/** A further Gateway. */
export interface WrittenFurtherGateway extends WrittenGateway, WrittenClassCertificates {}

/** Further classes by name. */
export interface WrittenIngressClasses {
  readonly [name: string]: WrittenFurtherIngressClass | WrittenFurtherGateway;
}

/** A domain, with everything below it, in which applications can have hosts of their own. */
export interface WrittenDomain {
  /**
   * The domain. With the `domain` of the platform, or a domain below it, this entry restricts who can have hosts of their own there.
   *
   * @pattern ^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)+$
   * @maxLength 190
   */
  readonly name: string;
  /**
   * The teams whose applications can have hosts in it. The default is every team.
   *
   * @minItems 1
   * @uniqueItems true
   */
  readonly teams?: readonly TeamName[];
  /**
   * The environments whose hosts can be in it. The default is every environment.
   *
   * @minItems 1
   * @uniqueItems true
   */
  readonly environments?: readonly string[];
  /** One certificate for all hosts in it. The default is that of the class or of the environment. */
  readonly certificate?: WrittenCertificate;
}

/** One certificate for all hosts of an environment, such as a wildcard certificate. */
export interface WrittenCertificate {
  /**
   * The Secret with the certificate, in every namespace of applications. The default is the certificate that the ingress controller, the load
   * balancer or the Gateway has for these hosts.
   *
   * @pattern ^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$
   * @maxLength 253
   */
  readonly secretName?: string;
}
