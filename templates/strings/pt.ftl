# O que as páginas dizem em volta dos textos, em português.

-language = português

## Orientar-se

skip = Ir para o texto
languages = Idiomas
contents = Índice
feed = Feed
home = Ir para a página inicial

chooser = Ler em { -language }

works = { $count ->
    [one] { $count-shown } texto
   *[other] { $count-shown } textos
}

pages = Páginas
page = Página { $number }

previous = Texto anterior
next = Texto seguinte

## Sobre um texto

author = por { $names }
translator = tradução de { $names }
original = Idioma original: { $language }
rating = Avaliação: { $value } de { $best }
draft = Rascunho

## Sobre um filme ou um livro

director = Direção: { $names }
cinematography = fotografia: { $names }
cast = com { $names }
writer = escrito por { $names }

## Quando um texto falta em um idioma

missing = Este texto não está disponível em { -language }.
missing-read = Ler em { $language }

## Dois idiomas, lado a lado

facing = Lado a lado
facing-title = Lado a lado: { $languages }
facing-uncertain = Não há certeza de que estas passagens se correspondam.
toggle-key = Tecla: { $key }
counterpart = Este parágrafo em { $language }

## A página que aparece quando não há nenhuma

not-found = Página não encontrada
not-found-text = Não há nenhuma página neste endereço. A página pode ter mudado de lugar, ou o endereço pode conter um erro.
