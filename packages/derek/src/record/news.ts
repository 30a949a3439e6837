import type { Block } from '../article/schema.js'

/** Whether a block tells the news: the outlet's own lines, comments, bylines and labels do not. */
export const tellsNews = ({ kind }: Block): boolean => kind !== 'promo' && kind !== 'other'
