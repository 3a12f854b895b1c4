# Что говорят страницы вокруг текстов, по-русски.

## Как сориентироваться

skip = Перейти к{"\u00A0"}тексту
languages = Языки
contents = Содержание
feed = Лента обновлений
home = На главную страницу

chooser = Читать по-русски

works = { $count ->
    [one] { $count-shown } текст
    [few] { $count-shown } текста
    [many] { $count-shown } текстов
   *[other] { $count-shown } текста
}

pages = Страницы
page = Страница { $number }

previous = Предыдущий текст
next = Следующий текст

## О тексте

author = текст: { $names }
translator = перевод: { $names }
original = Язык оригинала: { $language }
rating = Оценка: { $value } из { $best }
draft = Черновик

## О фильме или книге

director = Режиссёр: { $names }
cinematography = оператор: { $names }
cast = в{"\u00A0"}ролях: { $names }
writer = автор: { $names }

## Когда текста нет на каком-то языке

missing = Этого текста нет на русском языке.
missing-read = Читать на другом языке: { $language }

## Два языка рядом

facing = Параллельный текст
facing-title = Параллельный текст: { $languages }
facing-uncertain = Нет уверенности, что эти отрывки соответствуют друг другу.
toggle-key = Клавиша: { $key }
counterpart = Этот абзац на другом языке: { $language }

## Страница, которую показывают, когда никакой нет

not-found = Страница не найдена
not-found-text = По этому адресу страницы нет. Возможно, её перенесли или в{"\u00A0"}адресе есть ошибка.
