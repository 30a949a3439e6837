/** A node of JSON-LD, as it is in a page. */
export interface Node {
  readonly [member: string]: unknown
}

/** The linked data of a page: the nodes of its one script element. */
export function linkedDataOf(html: string): readonly Node[] {
  const scripts = [...html.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/gsu)]
  if (scripts.length !== 1) throw new Error(`${scripts.length} scripts of linked data`)
  const { '@context': context, '@graph': graph } = JSON.parse(scripts[0]?.[1] ?? '') as Node
  if (!JSON.stringify(context).includes('https://schema.org')) throw new Error('no schema.org')
  return graph as Node[]
}

export const typesOf = (node: Node): readonly string[] => [node['@type']].flat().map(String)

export const ofType = (nodes: readonly Node[], type: string): readonly Node[] =>
  nodes.filter((node) => typesOf(node).includes(type))

/** What a node of a type must have: what schema.org's consumers refuse to do without, or what we promise. */
const required: Readonly<Record<string, readonly string[]>> = {
  WebSite: ['url', 'name', 'potentialAction', 'publisher', 'inLanguage'],
  SearchAction: ['target', 'query-input'],
  EntryPoint: ['urlTemplate'],
  Organization: ['name'],
  NewsMediaOrganization: ['name'],
  BreadcrumbList: ['itemListElement'],
  ListItem: ['position', 'name', 'item'],
  NewsArticle: ['headline', 'url'],
  Quotation: ['@id', 'text', 'isPartOf'],
  Claim: ['@id', 'text', 'appearance'],
  Person: ['name'],
  Place: ['name'],
  DataCatalog: ['name', 'description', 'url', 'dataset'],
  Dataset: ['name', 'description', 'distribution', 'creator', 'url'],
  DataDownload: ['contentUrl', 'encodingFormat'],
  WebAPI: ['name', 'documentation'],
  Event: ['name'],
}

const addresses = ['@id', 'url', 'item', 'contentUrl', 'documentation', 'sameAs', 'mainEntityOfPage', 'logo']
const dates = ['datePublished', 'startDate', 'endDate']
/** ISO 8601: a day, or a time with its zone; parts of a day may lack. */
const iso = /^\d{4}(?:-\d{2}(?:-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2}))?)?)?$/u

/** What is wrong with linked data: what lacks, addresses that are none, references to nowhere within the site. */
export function faultsOf(nodes: readonly Node[]): readonly string[] {
  const faults: string[] = []
  const check = (node: Node, where: string): void => {
    const types = node['@type'] === undefined ? [] : typesOf(node)
    if (types.length === 0 && Object.keys(node).join() !== '@id')
      faults.push(`${where}: neither a type nor a reference`)
    for (const type of types) {
      if (!/^[A-Z][A-Za-z]+$/u.test(type)) faults.push(`${where}: the type ${type}`)
      for (const member of required[type] ?? []) {
        if (node[member] === undefined) faults.push(`${where}: a ${type} without ${member}`)
      }
    }
    for (const [member, value] of Object.entries(node)) {
      const at = `${where}.${member}`
      if (value === null || value === undefined || value === '') faults.push(`${at}: empty`)
      if (Array.isArray(value) && value.length === 0) faults.push(`${at}: an empty list`)
      if (
        addresses.includes(member) &&
        (typeof value !== 'string' || !/^https?:/u.test(value) || !URL.canParse(value))
      ) {
        faults.push(`${at}: ${String(value)} is no address`)
      }
      if (dates.includes(member) && !iso.test(String(value))) faults.push(`${at}: ${String(value)} is no date`)
      for (const inner of [value].flat()) {
        if (typeof inner === 'object' && inner !== null) check(inner as Node, at)
      }
    }
    if (types.includes('BreadcrumbList')) {
      const places = (node.itemListElement as Node[]).map(({ position }) => position)
      if (places.some((position, index) => position !== index + 1)) faults.push(`${where}: the places ${places.join()}`)
    }
    if (types.includes('Claim') && (node.reviewRating !== undefined || node.claimReviewed !== undefined)) {
      faults.push(`${where}: Derek judges no claim`)
    }
  }
  for (const [index, node] of nodes.entries()) check(node, `${index} ${typesOf(node).join('+')}`)
  const ids = nodes.flatMap((node) => (typeof node['@id'] === 'string' ? [node['@id']] : []))
  if (new Set(ids).size < ids.length) faults.push('two nodes of one id')
  return faults
}
