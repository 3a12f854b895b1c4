# מה שהדפים אומרים סביב הטקסטים, בעברית.

## התמצאות

skip = דילוג לטקסט
languages = שפות
contents = תוכן העניינים
feed = הזנת עדכונים
home = לדף הבית

chooser = קריאה בעברית

works = { $count ->
    [one] טקסט אחד
    [two] שני טקסטים
   *[other] { $count-shown } טקסטים
}

pages = עמודים
page = עמוד { $number }

previous = הטקסט הקודם
next = הטקסט הבא

## על הטקסט

author = מאת { $names }
translator = תרגום: { $names }
original = שפת המקור: { $language }
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

## הדף שמוצג כשאין דף

not-found = הדף לא נמצא
not-found-text = אין דף בכתובת הזאת. ייתכן שהדף הועבר למקום אחר, או שנפלה טעות בכתובת.
