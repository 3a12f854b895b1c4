# Co strony mówią wokół tekstów, po polsku.

## Jak się odnaleźć

skip = Przejdź do tekstu
languages = Języki
contents = Spis treści
feed = Kanał nowości
home = Przejdź do strony głównej

chooser = Czytaj po polsku

works = { $count ->
    [one] { $count-shown } tekst
    [few] { $count-shown } teksty
    [many] { $count-shown } tekstów
   *[other] { $count-shown } tekstu
}

pages = Strony
page = Strona { $number }

previous = Poprzedni tekst
next = Następny tekst

## O tekście

author = tekst: { $names }
translator = przekład: { $names }
original = Język oryginału: { $language }
rating = Ocena: { $value } na { $best }
draft = Wersja robocza

## O filmie lub książce

director = Reżyseria: { $names }
cinematography = zdjęcia: { $names }
cast = obsada: { $names }
writer = autorstwo: { $names }

## Gdy tekstu brak w danym języku

missing = Ten tekst nie jest dostępny po polsku.
missing-read = Czytaj w{"\u00A0"}innym języku: { $language }

## Dwa języki obok siebie

facing = Obok siebie
facing-title = Obok siebie: { $languages }
facing-uncertain = Nie ma pewności, że te fragmenty sobie odpowiadają.
toggle-key = Klawisz: { $key }
counterpart = Ten akapit w{"\u00A0"}drugim języku: { $language }

## Strona wyświetlana, gdy żadnej nie ma

not-found = Nie znaleziono strony
not-found-text = Pod tym adresem nie ma żadnej strony. Być może została przeniesiona albo w{"\u00A0"}adresie jest błąd.
