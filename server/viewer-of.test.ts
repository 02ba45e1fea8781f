import {expect, test} from 'vitest'
import type {Actor} from './actor.ts'
import {knownLanguage} from './known-language.ts'
import {knownZone} from './known-zone.ts'
import {viewerOf} from './viewer-of.ts'

const ann: Actor = {id: 'ann', name: 'Ann', email: 'ann@x.test', role: 'agent'}

test.each([
  ['espalier-zone=Europe/Helsinki', 'Europe/Helsinki'], ['a=b; espalier-zone=America%2FNew_York; c=d', 'America/New_York'], ['espalier-zone=europe/paris', 'Europe/Paris'],
  ['espalier-zone=Mars/Olympus', undefined], ['espalier-zone=%E0%A4%A', undefined], ['espalier-zone=', undefined], ['espalier-zone=%2B02%3A00', undefined],
  ['xespalier-zone=Europe/Paris', undefined], [`espalier-zone=${'E'.repeat(200)}`, undefined], [undefined, undefined],
])('of the cookies %s the zone is %s', (cookie, zone) => {
  expect(viewerOf(ann, cookie === undefined ? {} : {cookie}).timeZone).toBe(zone)
})

test.each([
  ['de', 'de'], ['de-DE,de;q=0.9,en;q=0.8', 'de-DE'], ['en;q=0.3, fi;q=0.7', 'fi'], ['de-at', 'de-AT'], ['fr;q=0.5, sv;q=0.5', 'fr'], ['xx, nb;q=0.4', 'nb'], ['ar-EG', 'ar-EG'],
  ['*', undefined], ['fr;q=0', undefined], ['fr;q=none', undefined], ['_, ;;, q=1', undefined], ['xx', undefined], ['', undefined], [`${'a,'.repeat(5_000)}de`, undefined], [undefined, undefined],
])('of the languages %s dates and numbers are written in %s', (accepted, language) => {
  expect(viewerOf(ann, accepted === undefined ? {} : {'accept-language': accepted}).language).toBe(language)
})

test('what the person chose counts before what their browser says', () => {
  expect(viewerOf({...ann, timeZone: 'Asia/Tokyo'}, {cookie: 'espalier-zone=Europe/Helsinki'}).timeZone).toBe('Asia/Tokyo')
  expect(viewerOf({...ann, language: 'fi'}, {'accept-language': 'de'}).language).toBe('fi')
})

test('zones and languages are known by their names, however these are spelled', () => {
  expect(['UTC', 'etc/gmt+3', 'Pacific/Apia', '+02:00', '../etc', '', 'Z'].map(knownZone)).toEqual(['UTC', 'Etc/GMT+3', 'Pacific/Apia', undefined, undefined, undefined, undefined])
  expect(['de', 'de-at', 'en-GB', 'xx', '_', '', 'a'.repeat(50)].map(knownLanguage)).toEqual(['de', 'de-AT', 'en-GB', undefined, undefined, undefined, undefined])
})
