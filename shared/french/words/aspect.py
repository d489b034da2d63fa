"""Verbs by how they run in time: states, activities, events with an end."""

from shared.french.words import wordlist

STATES = wordlist(
    """aimer adorer détester préférer vouloir savoir connaître croire penser habiter vivre
    posséder appartenir coûter ressembler sembler paraître espérer désirer craindre haïr
    admirer valoir mesurer peser contenir exister devoir pouvoir"""
)
ACTIVITY = wordlist(
    """jouer dormir travailler manger lire regarder écouter marcher courir nager parler étudier
    cuisiner conduire attendre chanter danser boire écrire faire discuter bavarder ranger
    préparer réviser rêver voyager rouler prendre porter passer visiter dessiner pleurer jardiner
    nettoyer laver repasser téléphoner habiter promener skier pêcher collectionner aller"""
)
TELIC = wordlist(
    """acheter arriver partir tomber perdre trouver rencontrer naître mourir casser recevoir
    décider finir commencer gagner voir aller déménager rentrer oublier vendre visiter manger
    prendre rater réussir appeler envoyer payer choisir changer sortir revenir retourner
    terminer ouvrir fermer mettre demander répondre louer voler apprendre découvrir entendre
    marier blesser inscrire quitter obtenir épouser divorcer réveiller lever coucher
    signer atterrir"""
)
EVENTS = wordlist(
    """sonner arriver entrer appeler tomber téléphoner frapper commencer partir exploser
    rentrer apparaître
    voir entendre rencontrer remarquer apercevoir crier éclater surgir démarrer casser"""
)
"""What comes in upon something else."""
