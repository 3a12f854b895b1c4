# El que diuen les pàgines al voltant dels textos, en català.

-language = català

## Orientar-se

skip = Vés al text
languages = Llengües
contents = Índex
feed = Canal de novetats
home = Vés a la pàgina d’inici

chooser = Llegeix en { -language }

works = { $count ->
    [one] { $count-shown } text
   *[other] { $count-shown } textos
}

pages = Pàgines
page = Pàgina { $number }

previous = Text anterior
next = Text següent

## Sobre un text

author = per { $names }
translator = traducció: { $names }
original = Llengua original: { $language }
rating = Valoració: { $value } sobre { $best }
draft = Esborrany

## Sobre una pel·lícula o un llibre

director = Direcció: { $names }
cinematography = fotografia: { $names }
cast = amb { $names }
writer = text: { $names }

## Quan un text falta en una llengua

missing = Aquest text no està disponible en { -language }.
missing-read = Llegeix en { $language }

## Dues llengües, l’una al costat de l’altra

facing = De costat
facing-title = De costat: { $languages }
facing-uncertain = No és segur que aquests passatges es corresponguin.
toggle-key = Tecla: { $key }
counterpart = Aquest paràgraf en { $language }

## La pàgina que es mostra quan no n’hi ha cap

not-found = No s’ha trobat la pàgina
not-found-text = No hi ha cap pàgina en aquesta adreça. Potser ha canviat de lloc, o l’adreça conté un error.
