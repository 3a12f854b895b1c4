# Ciò che le pagine dicono intorno ai testi, in italiano.

-language = italiano

## Orientarsi

skip = Vai al testo
languages = Lingue
contents = Indice
feed = Feed
home = Vai alla pagina iniziale

chooser = Leggi in { -language }

works = { $count ->
    [one] { $count-shown } testo
   *[other] { $count-shown } testi
}

pages = Pagine
page = Pagina { $number }

previous = Testo precedente
next = Testo successivo

## Su un testo

author = di { $names }
translator = traduzione di { $names }
original = Lingua originale: { $language }
rating = Valutazione: { $value } su { $best }
draft = Bozza

## Su un film o un libro

director = Regia di { $names }
cinematography = fotografia di { $names }
cast = con { $names }
writer = scritto da { $names }

## Quando un testo manca in una lingua

missing = Questo testo non è disponibile in { -language }.
missing-read = Leggi in { $language }

## Due lingue, una a fronte dell’altra

facing = Testo a fronte
facing-title = Testo a fronte: { $languages }
facing-uncertain = Non è certo che questi passi si corrispondano.
toggle-key = Tasto: { $key }
counterpart = Questo paragrafo in { $language }

## La pagina che appare quando non ce n’è nessuna

not-found = Pagina non trovata
not-found-text = A questo indirizzo non c’è nessuna pagina. Forse è stata spostata, o l’indirizzo contiene un errore.
