# What the pages say around the texts, in English.
# Fluent syntax. A project may put a file of the same name under its own templates/strings/ and say some of these differently.

# The name of this language. Where another one has no strings of its own, these stand in, and its name stands here.
-language = English

## Finding one's way

skip = Skip to the text
languages = Languages
contents = Contents
feed = Feed
home = To the first page

# The first page, where readers choose a language.
chooser = Read in { -language }

# An index of texts. $count: how many; $count-shown: the same as this language writes it.
works = { $count ->
    [one] { $count-shown } text
   *[other] { $count-shown } texts
}

# An index of many texts has several pages. $number: the number of one, as this language writes it.
pages = Pages
page = Page { $number }

# What is read before a text that its author has numbered among others, and what behind it.
previous = Previous text
next = Next text

## About a text

# $names: a list of people, as in all messages of this part.
author = by { $names }
translator = translated by { $names }
# $language: the name of a language, in this language.
original = Original language: { $language }
rating = Rating: { $value } of { $best }
draft = Draft

## About a film or a book

director = directed by { $names }
cinematography = cinematography by { $names }
cast = with { $names }
writer = written by { $names }

## When a text is missing in a language

# $language: the name of the language in which it exists, in this language.
missing = This text is not available in { -language }.
missing-read = Read it in { $language }

## Two languages side by side

facing = Side by side
# $languages: the names of the two languages.
facing-title = { $languages }, side by side
facing-uncertain = It is not certain that these passages correspond.
# The hint of the language toggle. $key: a key of the keyboard.
toggle-key = Key: { $key }
# The mark beside a paragraph. $language: the name of the other language.
counterpart = This paragraph in { $language }

## The page that is shown when there is none

not-found = Page not found
not-found-text = There is no page at this address. It may have moved, or the address has a mistake.
