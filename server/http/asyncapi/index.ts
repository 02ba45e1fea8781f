/** The public face of `http/asyncapi`. */
export {buildAsyncApi, type AsyncApiDocument, type Operation} from './build-async-api.ts'
