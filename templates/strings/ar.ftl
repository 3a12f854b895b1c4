# ما تقوله الصفحات حول النصوص، بالعربية.

## الاهتداء في الموقع

skip = الانتقال إلى النص
languages = اللغات
contents = المحتويات
feed = خلاصة الموقع
home = إلى الصفحة الرئيسية

chooser = اقرأ بالعربية

works = { $count ->
    [zero] لا نصوص
    [one] نص واحد
    [two] نصان
    [few] { $count-shown } نصوص
    [many] { $count-shown } نصًا
   *[other] { $count-shown } نص
}

pages = الصفحات
page = الصفحة { $number }

previous = النص السابق
next = النص التالي

## عن النص

author = بقلم { $names }
translator = ترجمة { $names }
original = اللغة الأصلية: { $language }
rating = التقييم: { $value } من { $best }
draft = مسودة

## عن الفيلم أو الكتاب

director = إخراج { $names }
cinematography = تصوير { $names }
cast = تمثيل { $names }
writer = تأليف { $names }

## حين لا يوجد النص بلغة ما

missing = هذا النص غير متاح بالعربية.
missing-read = اقرأه بلغة أخرى: { $language }

## لغتان جنبًا إلى جنب

facing = جنبًا إلى جنب
facing-title = { $languages } جنبًا إلى جنب
facing-uncertain = ليس من المؤكد أن هذه المقاطع متقابلة.
toggle-key = المفتاح: { $key }
counterpart = هذه الفقرة بلغة أخرى: { $language }

## الصفحة التي تظهر حين لا توجد صفحة

not-found = الصفحة غير موجودة
not-found-text = لا توجد صفحة على هذا العنوان. ربما نُقلت إلى مكان آخر، أو في العنوان خطأ.
