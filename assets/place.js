(()=>{
const links=document.querySelectorAll(".languages a"),store="diglot.place";
const keep=()=>{
for(const s of document.querySelectorAll(".s[id]")){
const box=s.getBoundingClientRect();
if(box.height&&box.bottom>1){
try{sessionStorage.setItem(store,JSON.stringify([s.id,box.top<0?box.top/box.height:box.top]))}catch{}
return "#"+s.id}}
return ""};
links.forEach(link=>link.addEventListener("click",e=>{
e.preventDefault();
try{localStorage.setItem("diglot.language",link.hreflang)}catch{}
const to=link.href+keep();
e.ctrlKey||e.metaKey||e.shiftKey?open(to):location=to}));
addEventListener("keydown",e=>{if(e.altKey&&e.code=="KeyL"&&!e.ctrlKey&&!e.metaKey){e.preventDefault();document.querySelector("[aria-keyshortcuts]").click()}});
try{
const [id,top]=JSON.parse(sessionStorage.getItem(store)),s=document.getElementById(id);
sessionStorage.removeItem(store);
if(s&&location.hash=="#"+id){
s.style.scrollMarginTop=(top<0?top*s.getBoundingClientRect().height:top)-parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop)+"px";
s.scrollIntoView()}
}catch{}
})()
