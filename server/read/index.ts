/** The public face of `read`. */
export type {ListAnswer, ListRequest, Reader} from './reader.ts'
export {createReader, type ReaderDeps} from './create-reader.ts'
