# 页面在正文之外所说的话，中文。

## 浏览

skip = 跳到正文
languages = 语言
contents = 目录
feed = 订阅源
home = 前往首页

chooser = 阅读中文版

works = { $count ->
   *[other] { $count-shown }篇文章
}

pages = 页码
page = 第{ $number }页

previous = 上一篇
next = 下一篇

## 关于文章

author = 作者：{ $names }
translator = 译者：{ $names }
original = 原文语言：{ $language }
rating = 评分：{ $value }分（满分{ $best }分）
draft = 草稿

## 关于电影或书籍

director = 导演：{ $names }
cinematography = 摄影：{ $names }
cast = 主演：{ $names }
writer = 编写：{ $names }

## 文章缺少某种语言的版本时

missing = 本文没有中文版。
missing-read = 阅读{ $language }版

## 两种语言对照

facing = 双语对照
facing-title = { $languages }对照
facing-uncertain = 不能确定这些段落是否相互对应。
toggle-key = 快捷键：{ $key }
counterpart = 这一段的{ $language }版本

## 没有页面时显示的页面

not-found = 找不到页面
not-found-text = 此地址没有页面。页面可能已移走，或者地址有误。
