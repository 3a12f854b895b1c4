(()=>{
const all=s=>document.querySelectorAll(s),key="diglot.place",plain=e=>!(e.ctrlKey||e.metaKey||e.shiftKey);
const keep=()=>{
for(const s of all(".s[id]")){
const box=s.getBoundingClientRect();
if(box.height&&box.bottom>1){
try{sessionStorage[key]=JSON.stringify([s.id,box.top<0?box.top/box.height:box.top])}catch{}
return"#"+s.id}}
return""};
all(".languages a").forEach(a=>a.addEventListener("click",e=>{
e.preventDefault();
try{if(a.hreflang)localStorage["diglot.language"]=a.hreflang}catch{}
const to=a.href+keep();
plain(e)?location=to:open(to)}));
addEventListener("keydown",e=>{if(e.altKey&&e.code=="KeyL"&&plain(e)){e.preventDefault();all("[aria-keyshortcuts]")[0].click()}});
try{
const[id,top]=JSON.parse(sessionStorage[key]),s=document.getElementById(id);
delete sessionStorage[key];
if(s&&location.hash=="#"+id){
s.style.scrollMarginTop=(top<0?top*s.getBoundingClientRect().height:top)-parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop)+"px";
s.scrollIntoView()}
}catch{}
})()
