/** The fields of previews. */
export interface PreviewFields {
  /**
   * Whether pull requests of the application's repository get an environment of their own. The platform file must have `previews`.
   *
   * @default false
   */
  readonly preview?: boolean;
}

declare module '@goldenpath/extension' {
  interface WrittenParts {
    preview: PreviewFields;
  }
}
