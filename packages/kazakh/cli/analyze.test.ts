import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const command = fileURLToPath(new URL('../bin/kazakh.js', import.meta.url))

const kazakh = (args: readonly string[], input: string): { status: number | null; stdout: string; stderr: string } =>
  spawnSync(process.execPath, [command, ...args], { input, encoding: 'utf8', maxBuffer: 1 << 28 })

const columns = (conllu: string, ...which: readonly number[]): readonly string[] =>
  conllu
    .split('\n')
    .filter((line) => /^\d/u.test(line))
    .map((line) => which.map((column) => line.split('\t')[column]).join(' '))

describe('kazakh analyze', () => {
  it('writes CoNLL-U with the text of each sentence and where no space follows', () => {
    const { stdout, status } = kazakh(['analyze', '--conllu'], 'Мұғалім хат жазды. Ол «иә» деді.\n')
    expect(status).toBe(0)
    expect(stdout).toMatch(
      /^# sent_id = 1\n# text = Мұғалім хат жазды\.\n1\tМұғалім\tмұғалім\tNOUN\t_\tCase=Nom\t_\t_\t_\t_\n/u,
    )
    expect(stdout).toContain('# text = Ол «иә» деді.\n')
    expect(columns(stdout, 1, 9)).toContain('« SpaceAfter=No')
    expect(stdout.endsWith('\n\n')).toBe(true)
  })

  it('keeps tokens and sentences that are given', () => {
    const { stdout } = kazakh(['analyze', '--conllu', '--pretokenized'], 'Бала\nкеле жатыр\n.\n\n\nКелді\n')
    expect(columns(stdout, 0, 1)).toEqual(['1 Бала', '2 келе жатыр', '3 .', '1 Келді'])
  })

  it('takes the words of CoNLL-U as tokens', () => {
    const rows = '# text = Балалы еді\n1-2\tБалалы\t_\n1\tбала\tбала\n2\tлы\tлы\n3\tеді\tе\n\n'
    const { stdout } = kazakh(['analyze', '--conllu', '--pretokenized'], rows)
    expect(columns(stdout, 1)).toEqual(['бала', 'лы', 'еді'])
  })

  it('prints a table for people', () => {
    const { stdout } = kazakh(['analyze'], 'Мұғалім хат жазды.')
    expect(stdout.split('\n')[0]).toMatch(/^Мұғалім +мұғалім +NOUN +Case=Nom$/u)
  })

  it('goes through a line of ten million letters, lone surrogates and control characters', () => {
    const { status, stdout } = kazakh(['analyze', '--conllu'], `${'қ'.repeat(10_000_000)}\n\ud800\u0000\u0007 бала\n`)
    expect(status).toBe(0)
    expect(columns(stdout, 1).at(-1)).toBe('бала')
  })

  it('names an option that it does not have', () => {
    const { status, stderr } = kazakh(['analyze', '--json'], '')
    expect(status).toBe(2)
    expect(stderr).toContain('"--json"')
  })
})

describe('kazakh lemma', () => {
  it('writes lemmas line by line', () => {
    expect(kazakh(['lemma'], 'Мұғалім хат жазды.\n\nБалалар келді.\n').stdout).toBe('мұғалім хат жаз .\n\nбала кел .\n')
  })
})
