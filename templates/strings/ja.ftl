# 本文のまわりでページが語ること、日本語。

## サイトの案内

skip = 本文へ移動
languages = 言語
contents = 目次
feed = フィード
home = トップページへ

chooser = 日本語で読む

works = { $count ->
   *[other] { $count-shown }編の文章
}

pages = ページ一覧
page = { $number }ページ

previous = 前の文章
next = 次の文章

## 文章について

author = 文：{ $names }
translator = 訳：{ $names }
original = 原語：{ $language }
rating = 評価：{ $best }点満点中{ $value }点
draft = 下書き

## 映画や本について

director = 監督：{ $names }
cinematography = 撮影：{ $names }
cast = 出演：{ $names }
writer = 作：{ $names }

## ある言語の文章がないとき

missing = この文章の日本語版はありません。
missing-read = { $language }で読む

## 二つの言語を並べて

facing = 対訳
facing-title = { $languages }の対訳
facing-uncertain = これらの箇所が対応しているかどうかは確かではありません。
toggle-key = キー：{ $key }
counterpart = この段落の{ $language }版

## ページがないときに表示されるページ

not-found = ページが見つかりません
not-found-text = このアドレスにページはありません。移動したか、アドレスに誤りがある可能性があります。
