/** What counts as one sender: one subscriber commands a whole IPv6 /64. */
import {isIPv6} from 'node:net'

/** An IPv4 address as it is, also where a socket of both kinds writes it as IPv6; the first four groups of an IPv6 address. */
export function networkOf(ip: string): string {
  if (!isIPv6(ip)) return ip
  const groups = groupsOf(ip)
  const isMapped = groups[5] === 0xffff && groups.slice(0, 5).every(group => group === 0)
  if (isMapped) return groups.slice(6).flatMap(group => [group >> 8, group & 0xff]).join('.')
  return groups.slice(0, 4).map(group => group.toString(16)).join(':')
}

/** All eight, of an address with or without `::` and a dotted end. */
function groupsOf(ip: string): readonly number[] {
  const [front = [], back = []] = ip.replace(/%.*$/, '').split('::').map(half => half.split(':').filter(Boolean).flatMap(part => (part.includes('.') ? dotted(part) : Number.parseInt(part, 16))))
  return [...front, ...Array<number>(8 - front.length - back.length).fill(0), ...back]
}

function dotted(text: string): readonly number[] {
  const [a = 0, b = 0, c = 0, d = 0] = text.split('.').map(Number)
  return [a * 256 + b, c * 256 + d]
}
