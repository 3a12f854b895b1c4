# 글 둘레에서 페이지가 하는 말, 한국어.

## 길 찾기

skip = 본문으로 건너뛰기
languages = 언어
contents = 목차
feed = 피드
home = 첫 페이지로

chooser = 한국어로 읽기

works = { $count ->
   *[other] 글 { $count-shown }편
}

pages = 쪽 목록
page = { $number }쪽

previous = 이전 글
next = 다음 글

## 글에 대하여

author = 글: { $names }
translator = 번역: { $names }
original = 원어: { $language }
rating = 평점: { $best }점 만점에 { $value }점
draft = 초안

## 영화나 책에 대하여

director = 감독: { $names }
cinematography = 촬영: { $names }
cast = 출연: { $names }
writer = 집필: { $names }

## 글이 어떤 언어로 없을 때

missing = 이 글은 한국어로 제공되지 않습니다.
missing-read = 다른 언어로 읽기: { $language }

## 두 언어를 나란히

facing = 나란히 보기
facing-title = { $languages } 나란히 보기
facing-uncertain = 이 대목들이 서로 대응하는지는 확실하지 않습니다.
toggle-key = 단축키: { $key }
counterpart = 이 문단을 다른 언어로 보기: { $language }

## 페이지가 없을 때 보여 주는 페이지

not-found = 페이지를 찾을 수 없습니다
not-found-text = 이 주소에는 페이지가 없습니다. 옮겨졌거나 주소가 잘못되었을 수 있습니다.
