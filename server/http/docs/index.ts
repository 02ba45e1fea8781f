/** The public face of `http/docs`. */
export {referencePage} from './reference-page.ts'
