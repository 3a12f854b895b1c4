{const all=s=>document.querySelectorAll(s),key="diglot",page=u=>u.replace(/(index\.html)?(#.*)?$/,""),disk=!location.host;
all(".languages a").forEach(a=>a.onclick=()=>{try{for(const s of all(".s[id],article[id]:not(:has(.s[id]))")){const{top,bottom,height}=s.getBoundingClientRect(),at=[s.id,top<0?top/height:top];
if(height&&bottom>9){disk?a.hash=at:sessionStorage[key]=[...at,page(a.href)];break}}
if(a.hreflang)document.cookie="diglot_language="+(localStorage["diglot.language"]=a.hreflang)+";path=/;max-age=31536000"
}catch{}});
onkeydown=e=>{e.altKey&&!(e.ctrlKey|e.metaKey|e.shiftKey)&&(e.key>"~"?e.code:"Key"+e.key.toUpperCase())=="KeyL"&&(e.preventDefault(),all("[aria-keyshortcuts]")[0].click())};
try{const[id,at,...to]=(disk?location.hash.slice(1):sessionStorage[key]).split(","),s=document.getElementById(id),{height}=s.getBoundingClientRect();
delete sessionStorage[key];if(disk?at:to==page(location.href)){s.style.scrollMarginTop=(at<0?s.className||height>innerHeight?at*height:48:at)-(parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop)||0)+"px";s.scrollIntoView();history.replaceState(0,"","#"+id)}}catch{}
}
