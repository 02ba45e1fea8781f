/** The page where a person chooses the language of dates and numbers, and their time zone. */
import type {ServerResponse} from 'node:http'
import {formatDate, formatDateTime, formatNumber} from '../../snippets/index.ts'
import {sendDoorPage, type DoorAssets} from './door-page.ts'
import {html, type Markup} from './escape-html.ts'
import {languageName, offeredLanguages, offeredZones, zoneName} from './offered-places.ts'

export interface PreferencesView {
  /** Where the person came from. */
  readonly next: string
  /** Whose page it is. */
  readonly user: string
  /** As chosen; empty: as the browser says. */
  readonly language: string
  readonly timeZone: string
  /** What the browser says; undefined where that is not known. */
  readonly browser: {readonly language: string | undefined; readonly timeZone: string | undefined}
  /** What is in force. */
  readonly shown: {readonly language: string; readonly timeZone: string}
  /** Milliseconds since 1970. */
  readonly now: number
  readonly saved: boolean
  readonly errors: {readonly language?: string | undefined; readonly timeZone?: string | undefined}
}

export function sendPreferencesPage(response: ServerResponse, assets: DoorAssets, status: number, view: PreferencesView): void {
  const {next, user, shown, now, saved, browser, errors} = view
  const broken = Object.values(errors).some(Boolean)
  sendDoorPage(response, assets, status, broken ? 'Error: Language and time zone' : 'Language and time zone', html`
  <h1>Language and time zone</h1>
  <p class="lead">How dates, times and numbers are written for you. The words stay English.</p>
  ${saved && html`<p class="note" role="status" tabindex="-1" autofocus>Saved. Pages that are open elsewhere follow when they are next loaded.</p>`}
  ${broken && html`<p class="note bad" role="alert">Nothing was saved. Please look at what is marked.</p>`}
  <form method="post" action="/preferences">
    <input type="hidden" name="user" value="${user}">
    <input type="hidden" name="next" value="${next}">
    ${choice({id: 'language', label: 'Language of dates and numbers', error: errors.language, first: errors.language !== undefined}, html`
      ${option('', asBrowser(browser.language && languageName(browser.language)), view.language)}
      ${languagesWith(view.language).map(tag => option(tag, `${languageName(tag)} · ${formatDate('2030-12-31', tag)} · ${formatNumber(1234.5, tag, {decimals: 2})}`, view.language, tag))}`)}
    ${choice({id: 'time_zone', label: 'Time zone', error: errors.timeZone, first: errors.language === undefined && errors.timeZone !== undefined}, html`
      ${option('', asBrowser(browser.timeZone), view.timeZone)}
      ${zonesWith(view.timeZone).map(([region, zones]) => html`<optgroup label="${region}">${zones.map(zone => option(zone, zoneName(zone), view.timeZone))}</optgroup>`)}`)}
    <dl class="sample" aria-label="What this looks like now">
      <div><dt>Now</dt><dd lang="${shown.language}" dir="auto">${formatDateTime(new Date(now).toISOString(), shown.language, shown.timeZone)}</dd></div>
      <div><dt>A number</dt><dd lang="${shown.language}" dir="auto">${formatNumber(12345.67, shown.language)}</dd></div>
      <div><dt>A price</dt><dd lang="${shown.language}" dir="auto">${formatNumber(1234.5, shown.language, {currency: 'EUR'})}</dd></div>
    </dl>
    <button class="button wide" type="submit">Save</button>
  </form>
  <p class="back"><a href="${next}">Back to where you were</a></p>`)
}

interface Choice {
  readonly id: string
  readonly label: string
  readonly error: string | undefined
  /** It is the first that is wrong, and has the focus. */
  readonly first: boolean
}

function choice({id, label, error, first}: Choice, options: Markup): Markup {
  return html`<label for="${id}">${label}</label>
    <select id="${id}" name="${id}"${error ? html` aria-invalid="true" aria-describedby="${id}-error"` : ''}${first ? html` autofocus` : ''}>${options}</select>
    ${error && html`<p class="hint bad" id="${id}-error">${error}</p>`}`
}

const option = (value: string, words: string, chosen: string, language?: string): Markup =>
  html`<option value="${value}"${language ? html` lang="${language}"` : ''}${value === chosen ? html` selected` : ''}>${words}</option>`

const asBrowser = (says: string | undefined): string => (says ? `Same as my browser (${says})` : 'Same as my browser')

/** What is chosen is among the choices, whoever chose it: saving must not change it. */
const languagesWith = (chosen: string): readonly string[] => (chosen === '' || offeredLanguages().includes(chosen) ? offeredLanguages() : [chosen, ...offeredLanguages()])

function zonesWith(chosen: string): ReturnType<typeof offeredZones> {
  const offered = offeredZones()
  return chosen === '' || offered.some(([, zones]) => zones.includes(chosen)) ? offered : [['Chosen', [chosen]], ...offered]
}
