# Wat de pagina’s rond de teksten zeggen, in het Nederlands.

-language = Nederlands

## De weg vinden

skip = Naar de tekst
languages = Talen
contents = Inhoud
feed = Feed
home = Naar de startpagina

chooser = Lezen in het { -language }

works = { $count ->
    [one] { $count-shown } tekst
   *[other] { $count-shown } teksten
}

pages = Pagina’s
page = Pagina { $number }

previous = Vorige tekst
next = Volgende tekst

## Over een tekst

author = door { $names }
translator = vertaald door { $names }
original = Oorspronkelijke taal: { $language }
rating = Waardering: { $value } van { $best }
draft = Concept

## Over een film of een boek

director = Regie: { $names }
cinematography = camera: { $names }
cast = met { $names }
writer = geschreven door { $names }

## Als een tekst in een taal ontbreekt

missing = Deze tekst is niet beschikbaar in het { -language }.
missing-read = Lezen in het { $language }

## Twee talen naast elkaar

facing = Naast elkaar
facing-title = { $languages } naast elkaar
facing-uncertain = Het is niet zeker dat deze passages bij elkaar horen.
toggle-key = Toets: { $key }
counterpart = Deze alinea in het { $language }

## De pagina die verschijnt als er geen is

not-found = Pagina niet gevonden
not-found-text = Op dit adres staat geen pagina. Misschien is de pagina verplaatst, of bevat het adres een fout.
