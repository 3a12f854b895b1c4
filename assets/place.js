(()=>{
const links=document.querySelectorAll(".languages a"),store="diglot.place";
addEventListener("keydown",e=>{if(e.altKey&&e.code=="KeyL"&&!e.ctrlKey&&!e.metaKey){e.preventDefault();document.querySelector("[aria-keyshortcuts]").click()}});
const keep=link=>{
for(const s of document.querySelectorAll(".s[id]")){
const box=s.getBoundingClientRect();
if(box.height&&box.bottom>1){
link.hash=s.id;
try{sessionStorage.setItem(store,JSON.stringify([s.id,box.top<0?box.top/box.height:box.top]))}catch{}
return}}};
links.forEach(link=>link.addEventListener("click",()=>{keep(link);try{localStorage.setItem("diglot.language",link.hreflang)}catch{}}));
try{
const [id,top]=JSON.parse(sessionStorage.getItem(store)),s=document.getElementById(id);
sessionStorage.removeItem(store);
if(s&&location.hash=="#"+id){
s.style.scrollMarginTop=(top<0?top*s.getBoundingClientRect().height:top)+"px";
s.scrollIntoView()}
}catch{}
})()
