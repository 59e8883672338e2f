/** The little of markdown-it that the tests use; the package comes without types. */
declare module 'markdown-it' {
  export interface Token {
    readonly type: string;
    readonly content: string;
    readonly children: readonly Token[] | null;
  }

  export default class MarkdownIt {
    constructor(options: { readonly html: boolean; readonly linkify: boolean });
    readonly linkify: { set(options: { readonly fuzzyLink: boolean }): void };
    parse(markdown: string, env: object): readonly Token[];
  }
}
