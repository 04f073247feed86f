"""Prefixes that lead out of the articles: MediaWiki's namespaces in the larger languages, interwiki prefixes, language codes."""

from __future__ import annotations

_NAMESPACES = """
media special talk user user_talk project project_talk file file_talk image image_talk mediawiki mediawiki_talk template
template_talk help help_talk category category_talk portal portal_talk draft draft_talk module module_talk timedtext book
wikiproject gadget education_program topic wikipedia wikipedia_talk wp wt p mos cat t
medium spezial diskussion benutzer benutzerin benutzer_diskussion datei bild vorlage vorlage_diskussion hilfe kategorie
média spécial discussion utilisateur utilisatrice fichier modèle aide catégorie portail projet référence
medio especial discusión usuario usuaria archivo imagen plantilla ayuda categoría
speciale discussione utente immagine aiuto categoria progetto portale
usuário ficheiro predefinição ajuda multimédia
speciaal overleg gebruiker bestand afbeelding sjabloon categorie portaal
specjalna dyskusja wikipedysta plik grafika szablon pomoc kategoria wikiprojekt
медиа служебная обсуждение участник участница файл изображение шаблон справка категория портал проект модуль
спеціальна обговорення користувач шаблон довідка категорія
特別 ノート 利用者 ファイル 画像 テンプレート ヘルプ カテゴリ
特殊 讨论 用户 文件 图像 模板 帮助 分类 維基百科 用戶 分類
특수 토론 사용자 파일 그림 틀 도움말 분류
special diskussion användare fil bild mall hjälp kategori användardiskussion
ملف صورة تصنيف قالب مساعدة خاص نقاش مستخدم
"""
_PROJECTS = """
w wikt wiktionary n wikinews b wikibooks q wikiquote s wikisource oldwikisource species wikispecies v wikiversity voy wikivoyage
c commons m meta metawikipedia mw mediawikiwiki d wikidata wmf foundation incubator outreach phab phabricator bugzilla gerrit
toollabs toolforge wikitech wikimedia wmfblog mail mailarchive doi isbn rfc pmid google imdbname imdbtitle arxiv jstor hdl oclc
wikia fandom meatball c2 ietf irc iarchive gutenberg openstreetmap osm
"""
_LANGUAGES = """
aa ab ace ady af ak als am an ang ar arc ary arz as ast atj av avk awa ay az azb ba ban bar bat-smg bcl be be-tarask be-x-old bg bh
bi bjn blk bm bn bo bpy br bs bug bxr ca cbk-zam cdo ce ceb ch chr chy ckb co cr crh cs csb cu cv cy da dag de din diq dsb dty dv
dz ee el eml en eo es et eu ext fa ff fi fiu-vro fj fo fr frp frr fur fy ga gag gan gcr gd gl glk gn gom gor got gpe gu guc gur guw
gv ha hak haw he hi hif hr hsb ht hu hy hyw ia id ie ig ik ilo inh io is it iu ja jam jbo jv ka kaa kab kbd kbp kcg kg ki kk kl km
kn ko koi krc ks ksh ku kv kw ky la lad lb lbe lez lfn lg li lij lld lmo ln lo lt ltg lv lzh mad mai map-bms mdf mg mhr mi min mk ml
mn mni mnw mr mrj ms mt mwl my myv mzn nah nap nds nds-nl ne new nia nl nn no nov nqo nrm nso nv ny oc olo om or os pa pag pam pap
pcd pcm pdc pfl pi pih pl pms pnb pnt ps pt pwn qu rm rmy rn ro roa-rup roa-tara ru rue rw sa sah sat sc scn sco sd se sg sh shi shn
si simple sk skr sl sm smn sn so sq sr srn ss st stq su sv sw szl szy ta tay tcy te tet tg th ti tk tl tly tn to tpi tr trv ts tt
tum tw ty tyv udm ug uk ur uz ve vec vep vi vls vo wa war wo wuu xal xh xmf yi yo za zea zh zh-classical zh-min-nan zh-yue zu nb
"""
PREFIXES = frozenset(f"{_NAMESPACES} {_PROJECTS} {_LANGUAGES}".split())


def leads_out(title: str) -> bool:
    """Whether a title begins with the prefix of a namespace that holds no articles, of another project or another language."""
    prefix, colon, rest = title.partition(":")
    if not colon or not (rest.strip() or prefix):
        return False
    return "_".join(prefix.replace("_", " ").lower().split()) in PREFIXES
