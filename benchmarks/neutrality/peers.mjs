// Sentences as a JSON list on stdin; for each the [start, end] places that a tool marks, as JSON on stdout.
import { readFileSync } from 'node:fs'

const name = process.argv[2]
const sentences = JSON.parse(readFileSync(0, 'utf8'))
const place = (message) => [message.position.start.offset, message.position.end.offset]

async function marker() {
  if (name === 'write-good') {
    const { default: writeGood } = await import('write-good')
    return (text) => writeGood(text).map((each) => [each.index, each.index + each.offset])
  }
  if (name === 'alex') {
    const { text: alex } = await import('alex')
    return (text) => alex(text).messages.filter((each) => each.position).map(place)
  }
  const { unified } = await import('unified')
  const { VFile } = await import('vfile')
  const { default: english } = await import('retext-english')
  const { default: intensify } = await import('retext-intensify')
  const { default: stringify } = await import('retext-stringify')
  const processor = unified().use(english).use(intensify).use(stringify)
  return (text) => {
    const file = new VFile(text)
    processor.runSync(processor.parse(file), file)
    return file.messages.map((each) => (each.place ? [each.place.start.offset, each.place.end.offset] : place(each)))
  }
}

const mark = await marker()
process.stdout.write(JSON.stringify(sentences.map((text) => mark(text))))
