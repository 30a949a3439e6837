#!/usr/bin/env node
// The command. Its code is compiled by `npm ci` (or `npm run build`) into dist.
import { main } from '../dist/cli/main.js'

process.exitCode = await main(process.argv.slice(2))
