"""Small words that tell a language: French ones that its neighbours lack, and theirs."""

from shared.french.words import wordlist

FRENCH_ALONE = wordlist(
    """une dans avec chez nous vous elle elles ils suis sommes êtes ont sont était étais étaient
    serait ça cette ces aux leur leurs notre votre nos mon parce où quand pourquoi oui alors
    très aussi moi toi pas rien jamais est fait faut beaucoup quelque quelques chaque toujours
    ici voilà bonjour salut merci quoi tous tout toute ton avais avait avons avez aime vais va
    vont peux peut veux veut faire aller être avoir après avant depuis pendant sous vers ce"""
)
"""Function words that English, Spanish, German, Italian and Portuguese do not write."""

FRENCH_SUBJECTS = wordlist("je j' qu' n'")
"""The surest of all: they weigh double."""

ENGLISH = wordlist(
    """the and is are was were this that these those with have has had you he she they we my your
    his her its our their what when where who why how because not don't didn't doesn't isn't it of
    to for in i i'm it's am be been will would can could should there from but at by an or if so
    very too want wants like going do does did let's some any about than then before into after
    nobody never always every me him them up out off"""
)
SPANISH = wordlist(
    """el los las y está estoy soy eres tengo tiene con por pero muy como yo mi mis tú una al del lo
    se su sus nos nosotros cuando donde dónde esta este esa ese hay había ha he siempre nunca desde
    hasta hace porque más menos todo todos también ella para sin qué sí ya fue son creo cada unos"""
)
GERMAN = wordlist(
    """der die das und ist nicht ich bin sie wir mit auf für ein eine einen einem einer den dem von
    zu du er ihr uns mich mein meine meinem meiner dein deinem am im zum zur als wenn dass weil wo
    wie aber auch noch nur sehr schon immer hat habe haben war waren will kann muss kein keine an
    seit nach bei aus oder um gern dieses diese was viel so"""
)
ITALIAN = wordlist(
    """il lo gli sono che non di è ho ha per con molto questo questa io mi ti ci mia mio miei mie
    della del dello dei delle nel nella nei sul sulla sui al alla alle agli dal dalla si più anche
    ma come quando dove perché sempre così tutto tutte tutti lei lui noi voi da una un' hai abbiamo
    era fa le quindi ancora mai troppo d' dell'"""
)
PORTUGUESE = wordlist(
    """o os as é não eu você vocês uma um com em do da dos das no na nos nas num numa muito mas que
    por para meu minha meus seu sua ao à às ele ela nós está estou são foi tem tenho temos há porque
    quando onde como mais isso este esta esse já ainda nunca sempre se de"""
)
NEIGHBOURS = (ENGLISH | SPANISH | GERMAN | ITALIAN | PORTUGUESE) - wordlist(
    """que il es y as de a non on an du un des les le la me te se nos tu si par plus son sa ma ton
    son d' à en no ce lui par car or son une des mais as sont dos so va fait fa"""
)
"""Their function words that French lacks, or has only as rare words."""

FOREIGN_LETTERS = frozenset("ñßãõáíóúìò¿¡äöü")
"""French writes none of them, save ä, ö, ü in names."""
