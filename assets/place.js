{const d=document,$=s=>d.querySelectorAll(s),b=s=>s.getBoundingClientRect(),path=u=>u.pathname.replace(/index.*/,""),disk=!location.host;
$(".languages a,.side").forEach(a=>a.onclick=()=>{try{if(a.hreflang)d.cookie="diglot_language="+(localStorage.diglot_language=a.hreflang)+";path=/;max-age=31536000";
const s=[...$(".s[id],article[id]:not(:has(.s[id]))")].find(s=>b(s).bottom>9),{top,height}=b(s),at=[s.id,top<0?top/height:top];disk?a.hash=at:sessionStorage.diglot=[...at,path(a)]}catch{}});
onkeydown=e=>{e.altKey&&!(e.ctrlKey|e.metaKey)&&/(^|y)L$/i.test(e.key>"~"?e.code:e.key)&&$("[aria-keyshortcuts]")[0].click(e.preventDefault())};
try{const[id,at,...to]=(disk?location.hash.slice(1):sessionStorage.diglot).split(","),s=d.getElementById(id);delete sessionStorage.diglot;if(disk?at:to==path(location)){s.style.scrollMarginTop=`calc(${at<0?s.className||b(s).height>innerHeight?at*b(s).height:48:at}px - var(--room,0px))`;s.scrollIntoView();history.replaceState(0,0,"#"+id)}}catch{}}
