"""What stands before the colon of a wiki title: namespaces, interwiki and interlanguage prefixes, with Wikipedia's defaults."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from typing import Literal, NamedTuple

PrefixKind = Literal["", "namespace", "media", "category", "interwiki", "language"]

_CANONICAL = (
    "Media", "Special", "Talk", "User", "User talk", "Wikipedia", "Wikipedia talk", "Project", "Project talk", "WP", "WT", "File",
    "File talk", "Image", "Image talk", "MediaWiki", "MediaWiki talk", "Template", "Template talk", "Help", "Help talk", "Category",
    "Category talk", "Portal", "Portal talk", "Book", "Book talk", "Draft", "Draft talk", "MOS", "TimedText", "TimedText talk",
    "Module", "Module talk", "Education Program", "Education Program talk", "Gadget", "Gadget talk", "Topic", "Appendix",
)  # fmt: skip
_MEDIA = (
    "File", "Image", "Media", "Datei", "Bild", "Medium", "Fichier", "Média", "Archivo", "Imagen", "Medio", "Immagine", "Ficheiro",
    "Imagem", "Arquivo", "Bestand", "Afbeelding", "Plik", "Grafika", "Fil", "Tiedosto", "Kuva", "Soubor", "Fájl", "Kép", "Dosya", "Resim",
    "Файл", "Изображение", "Зображення", "ファイル", "画像", "文件", "图像", "檔案", "파일", "그림", "ملف", "صورة", "קובץ", "تصویر", "پرونده", "Tập tin",
    "Berkas", "Fitxer", "Αρχείο", "Εικόνα", "Датотека", "Fișier", "Imagine", "Súbor", "Dosiero",
)  # fmt: skip
_CATEGORY = (
    "Category", "Kategorie", "Catégorie", "Categoría", "Categoria", "Categorie", "Kategoria", "Kategori", "Luokka", "Kategória",
    "Категория", "Категорія", "カテゴリ", "分类", "分類", "분류", "تصنيف", "קטגוריה", "رده", "Thể loại", "Κατηγορία", "Категорија", "Kategorio",
)  # fmt: skip
_LOCAL = (
    "Diskussion", "Benutzer", "Benutzerin", "Benutzer Diskussion", "Wikipedia Diskussion", "Vorlage", "Vorlage Diskussion", "Hilfe",
    "Spezial", "Modul", "Discussion", "Utilisateur", "Utilisatrice", "Discussion utilisateur", "Wikipédia", "Projet", "Modèle",
    "Aide", "Portail", "Spécial", "Référence", "Discusión", "Usuario", "Usuaria", "Plantilla", "Ayuda", "Especial", "Anexo", "Wikiproyecto",
    "Módulo", "Discussione", "Utente", "Aiuto", "Portale", "Speciale", "Progetto", "Usuário", "Predefinição", "Ajuda", "Участник",
    "Участница", "Википедия", "Шаблон", "Справка", "Портал", "Служебная", "Gebruiker", "Sjabloon", "Portaal", "Wikipedysta", "Szablon",
    "Pomoc", "Användare", "Mall", "Hjälp", "利用者", "テンプレート", "Användardiskussion", "Dyskusja",
    "Multimédia", "Overleg", "Speciaal", "Specjalna", "Wikiproject", "Wikiprojekt", "P", "CAT", "T", "Довідка", "Користувач", "Медиа",
    "Модуль", "Обговорення", "Обсуждение", "Проект", "Спеціальна", "خاص", "قالب", "مساعدة", "مستخدم", "نقاش", "ノート", "ヘルプ", "特別", "特殊",
    "帮助", "模板", "用戶", "用户", "維基百科", "讨论", "도움말", "사용자", "토론", "특수", "틀",
)  # fmt: skip
_INTERWIKI = (
    "acronym", "arxiv", "b", "betawiki", "bugzilla", "c", "commons", "creativecommons", "cvs", "d", "dbdump", "doi", "dmoz", "f",
    "foundation", "freedomdefined", "gerrit", "git", "github", "google", "imdb", "incubator", "irc", "iso639-3", "jargon", "m", "mail",
    "mailarchive", "mediawikiwiki", "meta", "metawikimedia", "mw", "n", "oeis", "openfacts", "osmwiki", "otrs", "outreach", "phab",
    "phabricator", "pmid", "q", "rev", "rfc", "s", "sep11", "species", "strategy", "svn", "testwiki", "tools", "toollabs", "translatewiki",
    "tvtropes", "uncyclopedia", "unihan", "usability", "v", "voy", "w", "wikia", "wikibooks", "wikidata", "wikifunctions", "wikihow",
    "wikimania", "wikimedia", "wikinews", "wikipedia", "wikiquote", "wikisource", "wikispecies", "wikitech", "wikiversity", "wikivoyage",
    "wikt", "wiktionary", "wmf", "zh-cfr", "c2", "fandom", "gutenberg",
    "hdl", "iarchive", "ietf", "imdbname", "imdbtitle", "isbn", "jstor", "meatball", "metawikipedia", "nb", "oclc", "oldwikisource",
    "openstreetmap", "osm", "toolforge", "wmfblog",
)  # fmt: skip
_LANGUAGE_CODES = (
    "aa ab ace ady af ak als alt am ami an ang anp ar arc ary arz as ast atj av avk awa ay az azb ba ban bar bat-smg bbc bcl bdr be "
    "be-tarask be-x-old bew bg bh bi bjn blk bm bn bo bpy br bs btm bug bxr ca cbk-zam cdo ce ceb ch cho chr chy ckb co cr crh cs csb "
    "cu cv cy da dag de dga din diq dsb dtp dty dv dz ee el eml en eo es et eu ext fa fat ff fi fiu-vro fj fo fon fr frp frr fur fy ga gag "
    "gan gcr gd gl glk gn gom gor got gpe gsw gu guc gur guw gv ha hak haw he hi hif ho hr hsb ht hu hy hyw hz ia iba id ie ig igl ii ik ilo "
    "inh io is it iu ja jam jbo jv ka kaa kab kbd kbp kcg kg kge ki kj kk kl km kn knc ko koi kr krc ks ksh ku kus kv kw ky la lad lb lbe "
    "lez lfn lg li lij lld lmo ln lo lrc lt ltg lv lzh mad mai map-bms mdf mg mh mhr mi min mk ml mn mni mnw mo mos mr mrj ms mt mus mwl my "
    "myv mzn na nah nan nap nds nds-nl ne new ng nia nl nn no nov nqo nr nrm nso nup nv ny oc olo om or os pa pag pam pap pcd pcm pdc pfl "
    "pi pih pl pms pnb pnt ps pt pwn qu rm rmy rn ro roa-rup roa-tara rsk ru rue rup rw sa sah sat sc scn sco sd se sg sgs sh shi shn si "
    "simple sk skr sl sm smn sn so sq sr srn ss st stq su sv sw syl szl szy ta tay tcy tdd te tet tg th ti tig tk tl tly tn to tpi tr trv ts tt "
    "tum tw ty tyv udm ug uk ur uz ve vec vep vi vls vo vro wa war wo wuu xal xh xmf yi yo yue za zea zgh zh zh-classical zh-min-nan zh-yue zu"
)


class Prefixed(NamedTuple):
    """A wiki title taken apart: what its prefix is, the prefix, and the name behind it. `colon` tells that a colon led the whole."""

    kind: PrefixKind
    prefix: str
    name: str
    colon: bool = False


def split(title: str, namespaces: Collection[str] = (), interwiki: Collection[str] = ()) -> Prefixed:
    """Takes a title apart. `namespaces` and `interwiki` are names beyond Wikipedia's; a prefix that is none belongs to the title.

    `[[:Category:X]]` links where `[[Category:X]]` would file the article, so a leading colon makes `category`, `media` and
    `language` what they are without their effect: the kind stays, `colon` is set.
    """
    colon = title.startswith(":")
    bare = title[1:].lstrip() if colon else title
    head, found, rest = bare.partition(":")
    if not found or not head:
        return Prefixed("", "", bare, colon)
    key = " ".join(head.replace("_", " ").split()).casefold()
    kind = _kinds().get(key, "")
    if not kind and key in _keys(tuple(namespaces)):
        kind = "namespace"
    elif not kind and key in _keys(tuple(interwiki)):
        kind = "interwiki"
    return Prefixed(kind, key, rest.strip(), colon) if kind else Prefixed("", "", bare, colon)


@cache
def _kinds() -> dict[str, PrefixKind]:
    kinds: dict[str, PrefixKind] = dict.fromkeys(_LANGUAGE_CODES.split(), "language")
    kinds.update(dict.fromkeys(_INTERWIKI, "interwiki"))
    kinds.update((name.casefold(), "namespace") for name in (*_CANONICAL, *_LOCAL))
    kinds.update((name.casefold(), "media") for name in _MEDIA)
    kinds.update((name.casefold(), "category") for name in _CATEGORY)
    return kinds


@cache
def _keys(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(_key, names))


def _key(prefix: str) -> str:
    return " ".join(prefix.replace("_", " ").split()).casefold()
