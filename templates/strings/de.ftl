# Was die Seiten rund um die Texte sagen, auf Deutsch.

-language = Deutsch

## Sich zurechtfinden

skip = Zum Text springen
languages = Sprachen
contents = Inhalt
feed = Feed
home = Zur Startseite

chooser = Auf { -language } lesen

works = { $count ->
    [one] { $count-shown } Text
   *[other] { $count-shown } Texte
}

pages = Seiten
page = Seite { $number }

previous = Voriger Text
next = Nächster Text

## Über einen Text

author = von { $names }
translator = übersetzt von { $names }
original = Originalsprache: { $language }
rating = Bewertung: { $value } von { $best }
draft = Entwurf

## Über einen Film oder ein Buch

director = Regie: { $names }
cinematography = Kamera: { $names }
cast = mit { $names }
writer = geschrieben von { $names }

## Wenn ein Text in einer Sprache fehlt

missing = Dieser Text liegt nicht auf { -language } vor.
missing-read = Auf { $language } lesen

## Zwei Sprachen nebeneinander

facing = Nebeneinander
facing-title = { $languages } nebeneinander
facing-uncertain = Es ist nicht sicher, dass diese Stellen einander entsprechen.
toggle-key = Taste: { $key }
counterpart = Dieser Absatz auf { $language }

## Die Seite, die erscheint, wenn es keine gibt

not-found = Seite nicht gefunden
not-found-text = Unter dieser Adresse gibt es keine Seite. Vielleicht ist sie umgezogen, oder die Adresse enthält einen Fehler.
