const clock = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Asia/Almaty',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
})

/** A moment as the desk shows it, by the clock of Astana: 2026-03-02 14:05. */
export function hourOf(moment: string, withSeconds = false): string {
  const [day = '', hour = ''] = clock.format(new Date(moment)).split(', ')
  return `${day} ${withSeconds ? hour : hour.slice(0, 5)}`
}
