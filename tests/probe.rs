use plimsoll::syntax::parse;
use plimsoll::base::span::FileId;
#[test] fn probe(){
 let s=std::fs::read_to_string(std::env::var("PLIM").unwrap()).unwrap();
 let t=std::time::Instant::now();
 let p=parse(FileId(0),&s);
 println!("{:?}",t.elapsed());
 if std::env::var("TREE").is_ok(){println!("{:#?}",p.tree.items);}
 let mut src=plimsoll::base::source::Sources::new(); src.add("x",&*s);
 for f in p.findings { let at=match &f.labels[0].place{plimsoll::base::diag::Place::Rule(s)=>*s,_=>unreachable!()}; println!("{} {:?} {} | {} | {} | {:?}",f.code.0,src.line_column(at),f.message,src.text(at),f.labels[0].text,f.help); }
}
