/** The public face of `assets`. */
export {findDist, loadAssets, type Assets} from './assets.ts'
