import { BlockList, isIP, isIPv6 } from 'node:net'
import { SourceError } from './error.js'

/**
 * Addresses that no article is at: this machine, its networks, and what is reserved (IANA special-purpose registries
 * for IPv4 and IPv6). A page that names one is asking the server to read what is not public.
 */
const refused = new BlockList()
for (const [net, prefix] of [
  ['0.0.0.0', 8], ['10.0.0.0', 8], ['100.64.0.0', 10], ['127.0.0.0', 8], ['169.254.0.0', 16], ['172.16.0.0', 12],
  ['192.0.0.0', 24], ['192.0.2.0', 24], ['192.88.99.0', 24], ['192.168.0.0', 16], ['198.18.0.0', 15],
  ['198.51.100.0', 24], ['203.0.113.0', 24], ['224.0.0.0', 4], ['240.0.0.0', 4],
] as const) refused.addSubnet(net, prefix, 'ipv4') // biome-ignore format: a table
/** Of IPv6 only global unicast, 2000::/3, is public; of that, tunnels and documentation are not. */
const globalUnicast = new BlockList()
globalUnicast.addSubnet('2000::', 3, 'ipv6')
for (const [net, prefix] of [['2001::', 23], ['2001:db8::', 32], ['2002::', 16], ['3fff::', 20]] as const) {
  refused.addSubnet(net, prefix, 'ipv6')
} // biome-ignore format: a table

/** Ranges opened by DEREK_ALLOW_ADDRESSES, such as "127.0.0.1/32": for tests and for outlets inside one's own network. */
export function allowedAddresses(setting: string | undefined = process.env.DEREK_ALLOW_ADDRESSES): BlockList {
  const allowed = new BlockList()
  for (const range of (setting ?? '').split(',').map((part) => part.trim())) {
    if (range === '') continue
    const [net = '', prefix] = range.split('/')
    const family = isIPv6(net) ? 'ipv6' : 'ipv4'
    if (isIP(net) === 0) throw new SourceError('bad-address', `DEREK_ALLOW_ADDRESSES: "${range}" is no address range`)
    allowed.addSubnet(net, prefix === undefined ? (family === 'ipv6' ? 128 : 32) : Number(prefix), family)
  }
  return allowed
}

/** Whether an IP address is public, or opened by a setting. */
export function isAllowedAddress(address: string, allowed: BlockList): boolean {
  const family = isIPv6(address) ? 'ipv6' : 'ipv4'
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/iu.exec(address)?.[1]
  if (mapped !== undefined) return isAllowedAddress(mapped, allowed)
  if (allowed.check(address, family)) return true
  if (refused.check(address, family)) return false
  return family === 'ipv4' || globalUnicast.check(address, 'ipv6')
}
