/** The scripts alone, with what it takes to learn a restoration from words of one's own: train/restoration.ts does. */
export { choose, type Model, type Place, readModel, scale, slotsOf } from './model.js'
export { modelOf } from './models.js'
export { classOf, type Restored, restorer, spelledPieces } from './restore.js'
export { type Alphabet, hamzaOf, type Lossy, type Piece, pieces, type Spelling, spellings } from './spellings.js'
