# Ce que disent les pages autour des textes, en français.

-language = français

## S’orienter

skip = Aller au texte
languages = Langues
contents = Sommaire
feed = Flux
home = Aller à la page d’accueil

chooser = Lire en { -language }

works = { $count ->
    [one] { $count-shown } texte
   *[other] { $count-shown } textes
}

pages = Pages
page = Page { $number }

previous = Texte précédent
next = Texte suivant

## À propos d’un texte

author = par { $names }
translator = traduit par { $names }
original = Langue originale{"\u00A0"}: { $language }
rating = Note{"\u00A0"}: { $value } sur { $best }
draft = Brouillon

## À propos d’un film ou d’un livre

director = Réalisation{"\u00A0"}: { $names }
cinematography = photographie{"\u00A0"}: { $names }
cast = avec { $names }
writer = écrit par { $names }

## Quand un texte manque dans une langue

missing = Ce texte n’est pas disponible en { -language }.
missing-read = Lire en { $language }

## Deux langues en regard

facing = En regard
facing-title = Textes en regard{"\u00A0"}: { $languages }
facing-uncertain = Il n’est pas certain que ces passages se correspondent.
toggle-key = Touche{"\u00A0"}: { $key }
counterpart = Ce paragraphe en { $language }

## La page affichée quand il n’y en a pas

not-found = Page introuvable
not-found-text = Il n’y a pas de page à cette adresse. Elle a peut-être été déplacée, ou l’adresse contient une erreur.
