import { describe, expect, it } from 'vitest'
import { readTelegram } from './telegram.js'

const message = { id: 7, type: 'message', date: '2026-03-04T10:00:00', date_unixtime: '1772600400' }

describe('the export of a Telegram channel', () => {
  it('has posts, with their text in one piece', () => {
    const file = {
      name: 'Ауыл жаңалығы',
      type: 'public_channel',
      id: 123,
      messages: [
        { ...message, text: ['Ауылда ', { type: 'bold', text: 'жаңа мектеп' }, ' ашылды, деп хабарлады әкімдік.'] },
        { ...message, id: 8, text: '' },
        { id: 9, type: 'service', date: '2026-03-04T10:00:00' },
      ],
    }
    expect(readTelegram(JSON.stringify(file))).toEqual({
      channel: 'Ауыл жаңалығы',
      posts: [
        {
          content: 'Ауылда жаңа мектеп ашылды, деп хабарлады әкімдік.',
          format: 'text',
          url: 'https://t.me/c/123/7',
          publishedAt: '2026-03-04T05:00:00Z',
          source: 'Ауыл жаңалығы',
        },
      ],
      notes: ['2 of its messages have no text of a post'],
    })
  })

  it('is refused by name where it is something else', () => {
    for (const text of ['{}', '{"type":"personal_chat"}', 'x']) expect(() => readTelegram(text)).toThrow('Telegram')
  })
})
