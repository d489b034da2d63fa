"""How to say what a grapheme-to-phoneme converter misreads, and what links before a vowel."""

from shared.french.words import table

EXCEPTIONS = table(
    """joue=ʒu loue=lu avoue=avu échoue=eʃu
    week-end=wikɛnd week-ends=wikɛnd homework=omwœʁk thé=te théâtre=teatʁ thème=tɛm math=mat
    maths=mat thon=tɔ̃ rythme=ʁitm y=i plus=ply tous=tu six=si dix=di huit=yi cinq=sɛ̃k ent=ɑ̃
    monsieur=məsjø messieurs=mesjø femme=fam femmes=fam eu=y eue=y eus=y eues=y août=ut fils=fis
    les=le des=de ces=se mes=me tes=te ses=se est=e et=e es=e job=dʒɔb cool=kul foot=fut
    sandwich=sɑ̃dwitʃ email=imɛl mail=mɛl web=wɛb smartphone=smaʁtfɔn shopping=ʃɔpiŋ
    parking=paʁkiŋ camping=kɑ̃piŋ jogging=dʒɔgiŋ meeting=mitiŋ basket=baskɛt tennis=tenis
    volley=vɔlɛ jean=dʒin jeans=dʒin pull=pyl ok=oke start-up=staʁtœp feedback=fidbak
    p'tit=pəti p'tite=pətit p'tits=pəti p'tites=pətit peut-être=pøɛtʁ est-à-dire=ɛadiʁ
    as=a tweet=twit business=biznɛs"""
)
"""Word to IPA. "fils" is read as son; "plus" and "tous" as before a consonant."""

LINKS = table(
    """les=z des=z ces=z mes=z tes=z ses=z nos=z vos=z leurs=z aux=z un=n mon=n ton=n son=n on=n
    en=n aucun=n nous=z vous=z ils=z elles=z deux=z trois=z six=z dix=z quelques=z plusieurs=z
    quels=z quelles=z certains=z certaines=z chez=z dans=z sans=z très=z plus=z moins=z
    tout=t grand=t quand=t huit=t vingt=t bien=n rien=n vieux=z gros=z
    petits=z petites=z grands=z grandes=z beaux=z belles=z bons=z bonnes=z autres=z"""
)
"""Words whose last consonant is always heard before a vowel: obligatory liaison."""

PAUSAL = table("six=cisse dix=disse")
"""Numbers whose last consonant is heard at the end of what is said: spelt to be read so."""

FEMININE_BEFORE_VOWEL = table(
    """petit=petite bon=bonne premier=première dernier=dernière ancien=ancienne certain=certaine
    prochain=prochaine vilain=vilaine moyen=moyenne plein=pleine mauvais=mauvaise"""
)
"""Masculine adjectives that sound like their feminine before a vowel ("petit ami")."""

ELIDED = table("j'=ʒ m'=m t'=t s'=s n'=n d'=d c'=s qu'=k l'=l y'=j jusqu'=ʒysk")
"""What is left of a word before a vowel."""
