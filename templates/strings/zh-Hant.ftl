# 頁面在正文之外所說的話，繁體中文。

## 瀏覽

skip = 跳至正文
languages = 語言
contents = 目錄
feed = 訂閱源
home = 前往首頁

chooser = 閱讀中文版

works = { $count ->
   *[other] { $count-shown }篇文章
}

pages = 頁碼
page = 第{ $number }頁

previous = 上一篇
next = 下一篇

## 關於文章

author = 作者：{ $names }
translator = 譯者：{ $names }
original = 原文語言：{ $language }
rating = 評分：{ $value }分（滿分{ $best }分）
draft = 草稿

## 關於電影或書籍

director = 導演：{ $names }
cinematography = 攝影：{ $names }
cast = 主演：{ $names }
writer = 編寫：{ $names }

## 文章缺少某種語言的版本時

missing = 本文沒有中文版。
missing-read = 閱讀{ $language }版

## 兩種語言對照

facing = 雙語對照
facing-title = { $languages }對照
facing-uncertain = 不能確定這些段落是否相互對應。
toggle-key = 快速鍵：{ $key }
counterpart = 這一段的{ $language }版本

## 沒有頁面時顯示的頁面

not-found = 找不到頁面
not-found-text = 此網址沒有頁面。頁面可能已移走，或者網址有誤。
