/** The language tag as it is usually spelled (`de-at` is `de-AT`); undefined for what is no tag, or a language that this machine cannot write dates and numbers in. */
export function knownLanguage(text: string): string | undefined {
  try {
    return text.length <= 35 ? Intl.DateTimeFormat.supportedLocalesOf(text)[0] : undefined
  } catch {
    return undefined
  }
}
