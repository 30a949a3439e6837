import { expect, it } from 'vitest'
import { isTimeValue } from './value.js'

it.each([
  '2020',
  '2020-03',
  '2020-21',
  '2020-03-24',
  '2020-03-24T10:00',
  'XXXX-04-05',
  'XXXX-02-29',
  '202X',
  '2019-09/2020-03',
  '../2020',
  '2020/..',
  'XXXX-WXX-1',
  '2026-W12',
  'P2W',
  'P10D/P14D',
  'PT20M',
  '2020~',
])('%s is a time', (value) => {
  expect(isTimeValue(value)).toBe(true)
})

it.each([
  '',
  '/',
  '..',
  '24.03.2020',
  '2026-02-30',
  '2026-13',
  '2026-3-1',
  '2020/2021/2022',
  'P',
  'PT',
  'P2D/2020',
  'кеше',
])('"%s" is none', (value) => {
  expect(isTimeValue(value)).toBe(false)
})
