import type { Channel } from '../store/posts.js'

const clock = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Almaty', hour: '2-digit', minute: '2-digit' })

/** Whether a channel is silent at a moment. Hours may run over midnight: from 23:00 to 07:00. */
export function isQuiet({ quiet }: Pick<Channel, 'quiet'>, moment: Date): boolean {
  if (quiet === undefined) return false
  const [hours = 0, minutes = 0] = clock.format(moment).split(':').map(Number)
  const at = (hours % 24) * 60 + minutes
  return quiet.from <= quiet.to ? at >= quiet.from && at < quiet.to : at >= quiet.from || at < quiet.to
}
