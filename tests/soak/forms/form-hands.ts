/** What a person does in the forms of a page, done in the page: many forms, few turns between test and browser. */
import type {Page} from 'playwright-core'

/** The control that was used: its place among the form's fields, and the path of what it edits; a button has none. */
export interface Used {readonly field: number; readonly path: string; readonly kind: string}

/** Leaves every control of every living form once, and presses every Save. Answers what each form says then. */
export async function saveAll(page: Page): Promise<readonly string[]> {
  await page.evaluate(async () => {
    for (const form of document.querySelectorAll('ui-dynamic-form')) {
      const living = form.shadowRoot!.querySelector('espalier-json-form')!.shadowRoot!
      for (const control of living.querySelectorAll<HTMLElement>('input, select, textarea')) control.focus()
      ;(document.activeElement as HTMLElement | null)?.blur()
      form.shadowRoot!.querySelector<HTMLButtonElement>('button[type=submit]')!.click()
    }
    const busy = (): boolean => [...document.querySelectorAll('ui-dynamic-form')].some(form => (form as unknown as {busy: boolean}).busy || form.shadowRoot!.querySelector('.state')!.textContent === '' && !form.shadowRoot!.querySelector('.notice'))
    for (let turn = 0; turn < 200 && (turn < 3 || busy()); turn++) await new Promise(done => setTimeout(done, 10))
  })
  return page.evaluate(() => [...document.querySelectorAll('ui-dynamic-form')].map(form => [...form.shadowRoot!.querySelectorAll('.state, .notice')].map(part => part.textContent.trim().replace(/\s+/g, ' ')).join(' ')))
}

/** Types into the control at `place` (counted round) of a form's fields, or presses it; undefined where a form has none that can be used. */
export async function useControl(page: Page, form: number, place: number, text: string, early: boolean): Promise<Used | undefined> {
  const used = await page.evaluate(([at, nth, plain]) => {
    const host = document.querySelectorAll('ui-dynamic-form')[at]!.shadowRoot!
    const root = plain ? host : host.querySelector('espalier-json-form')!.shadowRoot!
    const items = [...root.querySelector('.vertical-layout')?.children ?? []]
    const all = items.flatMap((item, field) => [...item.querySelectorAll<HTMLElement>('input, select, textarea, [contenteditable="plaintext-only"], button:not(.clear)')].map(control => ({field, control})))
      .filter(({control}) => !control.matches(':disabled, [readonly], [role="combobox"]'))
    const chosen = all[nth % Math.max(1, all.length)]
    if (!chosen) return undefined
    const {field, control} = chosen
    control.focus()
    control.scrollIntoView()
    const kind = control instanceof HTMLInputElement ? control.type : control.localName
    if (kind === 'checkbox' || control instanceof HTMLButtonElement) control.click()
    if (control instanceof HTMLSelectElement) {
      control.selectedIndex = (control.selectedIndex + 1) % control.options.length
      control.dispatchEvent(new Event('input', {bubbles: true}))
      control.dispatchEvent(new Event('change', {bubbles: true}))
    }
    if (control instanceof HTMLTextAreaElement) control.setSelectionRange(control.value.length, control.value.length)
    return {field, kind, path: control.id.startsWith('field-') ? control.id.slice('field-'.length) : ''}
  }, [form, place, early] as const)
  if (!used) return undefined
  if (used.kind === 'date' || used.kind === 'datetime-local') await page.keyboard.type('11')
  else if (!['checkbox', 'button', 'select'].includes(used.kind)) await page.keyboard.insertText(text)
  // A form waits for the rest of a date as long as somebody is at it.
  if (early) await page.evaluate(() => document.activeElement?.shadowRoot?.querySelector<HTMLInputElement>('input:invalid')?.blur())
  return used
}

export const formsLive = (page: Page): Promise<unknown> => page.waitForFunction(() => [...document.querySelectorAll('ui-dynamic-form')].every(form => form.shadowRoot?.querySelector('espalier-json-form')?.shadowRoot?.querySelector('.vertical-layout')))
