/** What a program speaks on a port. */
export type PortProtocol = 'http' | 'grpc' | 'tcp' | 'udp';

/** A port that the container listens on. */
export interface WrittenPort {
  /**
   * The name of the port: at most 15 lower-case letters, digits and single hyphens. It starts with a letter.
   *
   * @pattern ^[a-z][a-z0-9]*(-[a-z0-9]+)*$
   * @maxLength 15
   */
  readonly name: string;
  /**
   * The number of the port. It must be 1024 or higher if the image is built.
   *
   * @asType integer
   * @minimum 1
   * @maximum 65535
   */
  readonly port: number;
  /**
   * What the program speaks on it. The default is the first word of `name` if that is a protocol (`grpc`, `http-admin`), otherwise `tcp`.
   */
  readonly protocol?: PortProtocol;
}
