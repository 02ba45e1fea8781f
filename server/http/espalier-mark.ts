/** The mark and the picture: a tree trained flat, its arms led along wires. */
import {espalierArms, espalierMarkPath} from '../../snippets/index.ts'
import {html, type Markup} from './escape-html.ts'

interface Tier {readonly wire: number; readonly reach: number}

/** The mark, drawn in the current colour; decoration, so it has no name. */
export function espalierMark(size: number): Markup {
  return html`<svg class="mark" width="${size}" height="${size}" viewBox="0 0 32 32" fill="none" stroke="currentColor" stroke-width="2.2" stroke-linecap="round" aria-hidden="true"><path d="${espalierMarkPath}"/></svg>`
}

/** The same as a file of its own, for the browser's tab. */
export const faviconSvg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#2c6a41"/><path transform="translate(4 4) scale(.75)" fill="none" stroke="#fffefb" stroke-width="2.8" stroke-linecap="round" d="${espalierMarkPath}"/></svg>`

/** The picture beside the sign-in form: wires, a stem, five tiers of arms in leaf. Coloured by the page's styles. */
export function espalierPicture(): Markup {
  const tiers = [520, 420, 320, 220, 120].map((wire, index): Tier => ({wire, reach: 210 - index * 22}))
  return html`<svg class="picture" viewBox="0 0 480 680" aria-hidden="true" preserveAspectRatio="xMidYMid slice">
    <path class="wire" d="${tiers.map(({wire}) => `M0 ${wire}H480`).join('')}"/>
    <path class="stem" d="M240 680V84"/>
    <path class="arm" d="${tiers.map(tier => espalierArms(240, tier, 46)).join('')}"/>
    ${tiers.map(tier => leavesAlong(tier)).flat().map(leaf => html`<path class="leaf ${leaf.tone}" d="M0 0C5-11 18-13 26-8C22 1 11 6 0 0Z" transform="translate(${leaf.x} ${leaf.y}) rotate(${leaf.turn}) scale(${leaf.size})"/>`)}
  </svg>`
}

function leavesAlong({wire, reach}: Tier) {
  const leaves: {x: number; y: number; turn: number; size: number; tone: string}[] = []
  for (const side of [-1, 1]) {
    for (let along = 62, index = 0; along <= reach + 2; along += 21, index++) {
      const up = index % 2 === 0
      // Small regular differences look grown, and are the same for each visitor.
      const lean = ((index * 37 + wire) % 23) - 11
      leaves.push({
        x: 240 + side * along, y: wire, size: 0.75 + ((index * 13 + wire) % 7) / 18, tone: ['light', 'mid', 'deep'][(index + wire / 20) % 3 | 0]!,
        turn: (side > 0 ? (up ? -38 : 42) : (up ? -142 : 138)) + lean,
      })
    }
  }
  return leaves
}
