"""Verbs whose forms learners make regular: "vous faisez", "j'ai prendu", "il venira"."""

from shared.french.words import wordlist

IRREGULAR = wordlist(
    """être avoir aller faire dire prendre mettre venir tenir voir vouloir pouvoir devoir savoir
    falloir pleuvoir boire croire lire écrire vivre suivre connaître naître mourir courir ouvrir
    offrir couvrir découvrir souffrir partir sortir dormir sentir servir mentir recevoir
    apercevoir décevoir conduire construire traduire produire cuire détruire réduire plaire rire
    sourire peindre craindre éteindre joindre plaindre rejoindre atteindre comprendre apprendre
    surprendre reprendre permettre promettre admettre remettre devenir revenir tenir obtenir
    appartenir retenir soutenir maintenir contenir prévenir souvenir répondre rendre vendre perdre
    attendre entendre descendre défendre battre choisir finir réussir réfléchir grandir grossir
    maigrir vieillir remplir obéir asseoir envoyer renvoyer essayer acheter appeler jeter lever
    préférer espérer valoir cueillir accueillir bouillir fuir vaincre coudre résoudre disparaître
    paraître reconnaître décrire inscrire interdire relire revoir prévoir refaire satisfaire
    accourir secourir parcourir parvenir intervenir survivre poursuivre nuire suffire élire taire
    distraire convaincre rompre interrompre mordre tordre pendre dépendre endormir
    repartir ressentir consentir"""
)
