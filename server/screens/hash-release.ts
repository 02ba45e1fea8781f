/** The hash of all that a release holds: whoever has the map can make it again. */
import {hashJson} from '../../ast/index.ts'
import type {ReleaseInfo} from './screens.ts'

type Held = Pick<ReleaseInfo, 'screens' | 'items' | 'snippets' | 'schemas'>

/** What is not known is empty. */
export const hashRelease = ({screens, items, snippets = {}, schemas = {}}: Held): string => hashJson({screens, items, snippets, schemas})
