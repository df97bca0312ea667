/** The workflow of an application whose pull requests can have a preview. */
export interface PreviewPart {
  readonly app: string;
  /** The repository of the platform: `owner/name`. */
  readonly platform: string;
  /** The reusable workflow that builds the image: `owner/name/path@ref`. */
  readonly workflow: string;
  /** The label that asks for a preview. */
  readonly label: string;
}
