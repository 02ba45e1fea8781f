/** What stands on a page is loaded by an access: lists and their choices, records, numbers, titles. */
import {askedList} from '../../server/page/asked-list.ts'
import type {PageDeps} from '../../server/page/index.ts'
import {titlesOf} from '../../server/page/titles-of.ts'
import {access, actor, entry} from './given.ts'

declare const deps: PageDeps

askedList({}, '', access, 'en')
// @ts-expect-error not by a schema entry
askedList({}, '', entry, 'en')
// @ts-expect-error titles of linked records
void titlesOf(deps, actor, entry, [])
// @ts-expect-error loaders find no schema entry at all
void deps.catalog
