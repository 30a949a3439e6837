/** The most that is taken in of one page, in bytes after decompression, and in characters of an article's text. */
export const limits = {
  pageBytes: 16 * 1024 * 1024,
  textCharacters: 512 * 1024,
} as const

export const mebibytes = (bytes: number): string => `${(bytes / (1024 * 1024)).toFixed(1)} MiB`
