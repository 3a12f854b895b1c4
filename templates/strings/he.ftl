# מה שהדפים אומרים סביב הטקסטים, בעברית.

## התמצאות

skip = דילוג לטקסט
languages = שפות
contents = תוכן העניינים
pages = עמודים
feed = הזנת עדכונים
home = לדף הבית

chooser = קריאה בעברית

works = { $count ->
    [one] טקסט אחד
    [two] שני טקסטים
   *[other] { $count } טקסטים
}

## על הטקסט

author = מאת { $names }
translator = תרגום: { $names }
original = שפת המקור: { $language }
published = פורסם ב־{ $date }
rating = דירוג: { $value } מתוך { $best }
draft = טיוטה

## על הסרט או הספר

director = בימוי: { $names }
cinematography = צילום: { $names }
cast = בהשתתפות { $names }
writer = כתיבה: { $names }

## כשטקסט חסר בשפה מסוימת

missing = הטקסט הזה אינו זמין בעברית.
missing-read = קריאה ב{ $language }

## שתי שפות זו לצד זו

facing = זה לצד זה
facing-title = { $languages } זו לצד זו
facing-uncertain = אין ודאות שהקטעים האלה מקבילים זה לזה.
toggle-key = מקש: { $key }
counterpart = הפסקה הזאת ב{ $language }
peek = אותו הדבר ב{ $language }
close = סגירה

## הדף שמוצג כשאין דף

not-found = הדף לא נמצא
not-found-text = אין דף בכתובת הזאת. ייתכן שהדף הועבר למקום אחר, או שנפלה טעות בכתובת.
