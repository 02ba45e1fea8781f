/** What the build says of its files, and how a build is named: by the hash of its description, which holds the hashes of its files. */
import {sha256} from './content-folder.ts'

/** Path under `/assets/` -> SHA-256 of the file. */
export type FileHashes = Readonly<Record<string, string>>

/** All the code of one snippet. */
export interface SnippetBuild {
  readonly kind: 'snippet'
  readonly name: string
  /** SHA-256 of its module for the server: one file, with all that it draws with. */
  readonly server: string
  /** Its script for browsers, one of `files`; the others are the chunks that it needs, at once or on demand. */
  readonly script: string
  readonly files: FileHashes
}

/** All that pages load: of snippets, of the client, of the designer, and styles. */
export interface PageBuild {readonly kind: 'pages'; readonly files: FileHashes}

export type Build = SnippetBuild | PageBuild

/** What stands in `dist/manifest.json`. */
export interface CurrentBuilds {readonly snippets: readonly SnippetBuild[]; readonly pages: PageBuild}

/** The text that a build's hash is of. */
export const textOf = (build: Build): string => JSON.stringify(build)

/** 64 hexadecimal digits. */
export const hashOfBuild = (build: Build): string => sha256(textOf(build))
