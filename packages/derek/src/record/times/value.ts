/** A day, month, season, year, week or clock time; X where a digit is not known; ~ and ? as EDTF has them. */
const momentPattern =
  /^(?:[\dX]{4}(?:-(?:(?<month>[\dX]{2})(?:-(?<day>[\dX]{2}))?|W(?<week>[\dX]{2})(?:-[1-7])?))?)(?:T(?<hour>\d{2}):(?<minute>\d{2})(?::\d{2})?(?:Z|[+-]\d{2}:\d{2})?)?[?~%]?$/u
const durationPattern =
  /^P(?=[\dXT])(?:[\dX.]+Y)?(?:[\dX.]+M)?(?:[\dX.]+W)?(?:[\dX.]+D)?(?:T(?=[\dX])(?:[\dX.]+H)?(?:[\dX.]+M)?(?:[\dX.]+S)?)?$/u

/**
 * Whether a record's time may have this value: ISO 8601, or EDTF where part of it is not known.
 *
 * Of two lengths (P3D/P5D), one is the least and one the most.
 *
 * @example isTimeValue('2019-09/2020-03') // true
 * @example isTimeValue('2026-02-30') // false
 */
export function isTimeValue(value: string): boolean {
  const parts = value.split('/')
  if (parts.length > 2) return false
  if (parts.every((part) => durationPattern.test(part))) return true
  const isOpen = (part: string): boolean => parts.length === 2 && (part === '..' || part === '')
  return parts.some((part) => !isOpen(part)) && parts.every((part) => isOpen(part) || isMoment(part))
}

function isMoment(value: string): boolean {
  const parts = momentPattern.exec(value)?.groups
  if (parts === undefined) return false
  const { month, day, week = '01', hour = '00', minute = '00' } = parts
  if (Number(week) > 53 || Number(hour) > 24 || Number(minute) > 59) return false
  if (month === undefined || month.includes('X')) return day === undefined || day.includes('X') || Number(day) <= 31
  const number = Number(month)
  // EDTF numbers seasons, quarters and halves of years from 21 to 41, after the months.
  if (number > 12) return day === undefined && number >= 21 && number <= 41
  if (day === undefined || day.includes('X')) return number >= 1
  const year = value.slice(0, 4)
  // A leap year, where it is not known which.
  return isDay(`${year.includes('X') ? '2000' : year}-${month}-${day}`)
}

const isDay = (day: string): boolean => new Date(`${day}T00:00:00Z`).toJSON()?.slice(0, 10) === day
