# Що кажуть сторінки навколо текстів, українською.

## Як зорієнтуватися

skip = Перейти до тексту
languages = Мови
contents = Зміст
feed = Стрічка оновлень
home = На головну сторінку

chooser = Читати українською

works = { $count ->
    [one] { $count-shown } текст
    [few] { $count-shown } тексти
    [many] { $count-shown } текстів
   *[other] { $count-shown } тексту
}

pages = Сторінки
page = Сторінка { $number }

previous = Попередній текст
next = Наступний текст

## Про текст

author = текст: { $names }
translator = переклад: { $names }
original = Мова оригіналу: { $language }
rating = Оцінка: { $value } з{"\u00A0"}{ $best }
draft = Чернетка

## Про фільм або книжку

director = Режисура: { $names }
cinematography = операторська робота: { $names }
cast = у{"\u00A0"}ролях: { $names }
writer = авторство: { $names }

## Коли тексту немає якоюсь мовою

missing = Цього тексту немає українською мовою.
missing-read = Читати іншою мовою: { $language }

## Дві мови поруч

facing = Паралельний текст
facing-title = Паралельний текст: { $languages }
facing-uncertain = Немає певності, що ці уривки відповідають один одному.
toggle-key = Клавіша: { $key }
counterpart = Цей абзац іншою мовою: { $language }

## Сторінка, яку показують, коли жодної немає

not-found = Сторінку не знайдено
not-found-text = За цією адресою немає сторінки. Можливо, її перенесли або в{"\u00A0"}адресі є помилка.
