/** The mark: a tree trained flat, its arms led along wires, as path data for a stroke of 2.2 in a 32 x 32 SVG. */

interface Tier {readonly wire: number; readonly reach: number}

/** Both arms of a tier: they leave the stem below the wire, rise to it and follow it. */
export function espalierArms(stem: number, {wire, reach}: Tier, rise: number): string {
  const bend = rise * 1.1
  return [-1, 1].map(side => `M${stem} ${wire + rise}C${stem} ${wire + rise * 0.3} ${stem + side * bend * 0.4} ${wire} ${stem + side * bend * 1.2} ${wire}H${stem + side * reach}`).join('')
}

const tiers: readonly Tier[] = [{wire: 21.5, reach: 12.5}, {wire: 14.5, reach: 10.5}, {wire: 7.5, reach: 7.5}]

export const espalierMarkPath = `M16 29.5V3.5${tiers.map(tier => espalierArms(16, tier, 4.5)).join('')}`
