"""Spanish cue words."""

from articlelint.text.cues.pack import CuePack

PACK = CuePack(
    see=("véase", "véanse", "vease", "ver", "consúltese", r"cf\."),
    also=("también", "tambien", "además", "asimismo"),
    line=(
        r"artículos?\s+principal(?:es)?", r"artículos?\s+relacionados?", r"más\s+información", r"véase\s+también", r"ver\s+también",
        r"no\s+(?:debe\s+)?confundir(?:se)?\s+con",
    ),
    after=(r"q\.\s?v\.?", r"véase"),
    carriers=(
        r"(?:el|los|al)\s+(?:artículos?|entradas?)(?:\s+(?:sobre|de|titulado))?", r"la\s+(?:página|entrada)\s+(?:sobre|de)",
        r"artículos?", r"bajo", r"en(?=\s+[A-ZÁÉÍÓÚÑ])",
    ),
    purpose=("Para", "Sobre", "Acerca"),
    asides=(r"por\s+ejemplo", r"p\.\s?ej\."),
    clauses=(
        r"para\s+(?=[a-zà-ÿ])", r"sobre\s+(?=(?:el|la|los|las|este|esta|su)\b)", r"en\s+(?=(?:este|esta|la\s+presente)\b)",
        r"(?:que|donde|cuando|porque|si)\b", r"(?:etc\.?)", r"(?:pág\.|págs\.|p\.|fig\.|vol\.|n\.º)\s*\d",
    ),
    conjunctions=("y", "e", "o", "u", "&amp;", "&", "así como", "y también"),
    elsewhere=(r"\b(?:sección|capítulo|anexo|párrafo)(?:es)?\s+(?:de|del|sobre)\b", r"\ben\s+(?:el|la)\s+(?:anexo|sección|capítulo|texto|apéndice)"),
    openers=("también", "pero", "favor"),
    never=(
        "cómo", "como", "qué", "que", "si", "quién", "dónde", "cuándo", "por", "el", "la", "los", "las", "un", "una", "este", "esta",
        "estos", "estas", "su", "sus", "más", "aquí", "abajo", "arriba", "en", "con", "a", "al", "lo", "nota", "infra", "supra",
    ),
    places=("abajo", "arriba", "infra", "supra", "aquí", "siguiente", "anterior", "más"),
    parts=(
        "figura", "fig", "tabla", "cuadro", "mapa", "imagen", "foto", "página", "pág", "p", "pp", "sección", "capítulo", "cap", "anexo",
        "apéndice", "párrafo", "línea", "nota", "notas", "ejemplo", "volumen", "vol", "tomo", "lámina", "gráfico", "lista", "texto",
    ),
    sentence=(
        "es", "son", "era", "eran", "fue", "fueron", "ha", "han", "puede", "pueden", "debe", "él", "ella", "ellos", "nosotros", "yo",
        "se", "no", "que", "este", "esta",
    ),
    works=("revista", "boletín", "diccionario", "anales", "memorias", "actas", "cuadernos", "editorial", "enciclopedia", "ibid"),
    outside=("sitio", "documentación"),
    scripture=(),
    small=("de", "del", "la", "el", "los", "las", "y", "e", "en", "a", "al", "para", "por", "con", "sobre"),
    labels=("teorema", "lema", "corolario", "anexo", "cláusula", "fase", "caso", "nivel", "enmienda", "ecuación", "paso", "título", "inciso"),
    announcers=(r"(?:el|los)\s+(?:artículos?|entradas?)(?:\s+(?:sobre|titulado))?",),
    locators=(r"en\s+esta\s+(?:voz|obra)", r"en\s+este\s+(?:volumen|diccionario|suplemento)"),
    sections=("historia", "geografía", "economía", "política", "literatura", "idioma", "religión", "arte", "cultura", "clima", "población", "vida", "obra", "educación"),
)  # fmt: skip
