# Lo que dicen las páginas alrededor de los textos, en español.

-language = español

## Orientarse

skip = Ir al texto
languages = Idiomas
contents = Índice
feed = Canal de noticias
home = Ir a la primera página

chooser = Leer en { -language }

works = { $count ->
    [one] { $count-shown } texto
   *[other] { $count-shown } textos
}

pages = Páginas
page = Página { $number }

previous = Texto anterior
next = Texto siguiente

## Sobre un texto

author = por { $names }
translator = traducción: { $names }
original = Idioma original: { $language }
rating = Valoración: { $value } de { $best }
draft = Borrador

## Sobre una película o un libro

director = dirección: { $names }
cinematography = fotografía: { $names }
cast = con { $names }
writer = texto: { $names }

## Cuando un texto falta en un idioma

missing = Este texto no está disponible en { -language }.
missing-read = Leer en { $language }

## Dos idiomas, uno junto al otro

facing = Lado a lado
facing-title = { $languages }, lado a lado
facing-uncertain = No es seguro que estos pasajes se correspondan.
toggle-key = Tecla: { $key }
counterpart = Este párrafo en { $language }

## La página que se muestra cuando no hay ninguna

not-found = Página no encontrada
not-found-text = No hay ninguna página en esta dirección. Puede que haya cambiado de lugar o que la dirección tenga un error.
