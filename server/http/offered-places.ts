/** The languages and time zones that people choose from. Others are taken too, where an admin writes them into a user. */
import {knownLanguage} from '../known-language.ts'

/** Those that are written by many, with the countries that write dates or numbers in another way. */
const tags = `ar ar-EG bg bn ca cs cy da de de-AT de-CH el en-AU en-CA en-GB en-IE en-IN en-NZ en-US en-ZA es es-MX et eu fa fi fr fr-BE fr-CA fr-CH ga gl he hi hr hu id is it it-CH
  ja ko lt lv ms nb nl nl-BE pl pt-BR pt-PT ro ru sk sl sr sv sv-FI th tr uk vi zh-CN zh-TW`.split(/\s+/)

let languages: readonly string[] | undefined
let zones: readonly (readonly [region: string, zones: readonly string[]])[] | undefined

/** Tags by their names, as far as this machine can write them. */
export function offeredLanguages(): readonly string[] {
  languages ??= tags.filter(tag => knownLanguage(tag) !== undefined).toSorted((a, b) => languageName(a).localeCompare(languageName(b), 'en'))
  return languages
}

/** IANA names by region, each region by the names of its places. */
export function offeredZones(): readonly (readonly [region: string, zones: readonly string[]])[] {
  if (zones) return zones
  const byRegion = new Map<string, string[]>()
  for (const zone of Intl.supportedValuesOf('timeZone')) {
    const [region = ''] = zone.split('/')
    if (zone.includes('/') && region !== 'Etc') byRegion.set(region, [...byRegion.get(region) ?? [], zone])
  }
  zones = [['Everywhere', ['UTC']], ...[...byRegion].map(([region, members]) => [region, members.toSorted((a, b) => zoneName(a).localeCompare(zoneName(b), 'en'))] as const)]
  return zones
}

/** `Deutsch (Österreich)`: in the language itself. */
export function languageName(tag: string): string {
  const name = new Intl.DisplayNames([tag], {type: 'language', languageDisplay: 'standard'}).of(tag) ?? tag
  return [...name].map((letter, place) => (place === 0 ? letter.toLocaleUpperCase(tag) : letter)).join('')
}

/** `Buenos Aires, Argentina` of `America/Argentina/Buenos_Aires`: what people look for stands first. */
export const zoneName = (zone: string): string => (zone.includes('/') ? zone.split('/').slice(1).toReversed().join(', ') : zone).replaceAll('_', ' ')
