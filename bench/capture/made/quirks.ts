/** A site of the nineties that is still there: quirks mode, nested tables, font tags, a marquee. */
import { times, writer } from './text.js';

const PICTURE = '/startbootstrap-agency/dist/assets/img/portfolio/1.jpg';

const menuOf = (word: () => string): string =>
  times(
    14,
    (index) => `<TR><TD BGCOLOR="${index % 2 === 0 ? '#ffffcc' : '#ccffcc'}" NOWRAP>
<IMG SRC="data:image/gif;base64,R0lGODlhAQABAIAAAAUEBAAAACwAAAAAAQABAAACAkQBADs=" WIDTH=8 HEIGHT=8>
<A HREF="#${index}"><FONT SIZE=2>${word()}</FONT></A></TD></TR>`,
  );

const newsOf = (paragraph: (sentences: number) => string): string =>
  times(
    24,
    (index) => `<TABLE BORDER=${index % 3} CELLSPACING=2 CELLPADDING=4 WIDTH="100%"><TR VALIGN=top>
<TD WIDTH=90 BGCOLOR=#eeeeff><FONT COLOR=red SIZE=${(index % 4) + 1}><B>2001/${(index % 12) + 1}/3</B></FONT></TD>
<TD><FONT FACE="MS PGothic, sans-serif">${paragraph(3)}</FONT>
${index % 5 === 0 ? `<IMG SRC="${PICTURE}" WIDTH=120 HEIGHT=90 ALIGN=right BORDER=2 HSPACE=6>` : ''}
<HR SIZE=1 NOSHADE WIDTH="80%"><FONT SIZE=-1 COLOR="#666666"><I>${paragraph(1)}</I></FONT></TD></TR></TABLE><BR>`,
  );

const formOf =
  (): string => `<FORM><TABLE BORDER=1 BORDERCOLOR=#336699 ALIGN=center><TR><TH COLSPAN=2 BGCOLOR=#336699>
<FONT COLOR=white>掲示板</FONT></TH></TR><TR><TD>お名前<TD><INPUT SIZE=20><TR><TD>題名<TD><INPUT SIZE=30>
<TR><TD VALIGN=top>本文<TD><TEXTAREA ROWS=4 COLS=40></TEXTAREA><TR><TD>色<TD>
<INPUT TYPE=radio NAME=c>赤 <INPUT TYPE=radio NAME=c>青 <INPUT TYPE=checkbox>返信不要
<SELECT><OPTION>1<OPTION>2</SELECT><TR><TD COLSPAN=2 ALIGN=center><INPUT TYPE=submit VALUE="書き込む"><INPUT TYPE=reset></TABLE></FORM>`;

/** `viewport` is what somebody added last year for phones. */
export const quirks = (viewport = ''): string => {
  const { word, paragraph } = writer(3);
  return `<HTML><HEAD><META CHARSET="utf-8">${viewport}<TITLE>ようこそ</TITLE>
<STYLE>A:hover{color:red} .box{width:200px;padding:20px;border:5px outset #99c} td{font-size:small}</STYLE></HEAD>
<BODY BGCOLOR="#f0f8ff" TEXT="#333333" LINK="#0000cc" VLINK="#660066" TOPMARGIN=4 BACKGROUND="">
<CENTER><FONT SIZE=6 COLOR=navy><B>☆ わたしのホームページ ☆</B></FONT><BR>
<FONT SIZE=2>あなたは <B>012345</B> 人目のお客様です</FONT><HR COLOR=blue></CENTER>
<TABLE WIDTH="100%" BORDER=0 CELLSPACING=0><TR VALIGN=top><TD WIDTH=160 BGCOLOR=#ddddff>
<TABLE BORDER=1 CELLPADDING=3 CELLSPACING=1 WIDTH="100%">${menuOf(word)}</TABLE><DIV CLASS=box>${paragraph(2)}</DIV></TD>
<TD>${newsOf(paragraph)}${formOf()}<UL TYPE=square>${times(8, () => `<LI>${paragraph(1)}`)}</UL>
<PRE>  ∧＿∧
 （ ´∀｀）＜ ${word()}</PRE><TABLE BORDER ALIGN=left><CAPTION>表</CAPTION>${times(6, (row) => `<TR>${times(4, () => `<TD ALIGN=right>${row}${word()}`)}`)}</TABLE>
${paragraph(6)}</TD></TR></TABLE><CENTER><ADDRESS>© 2001</ADDRESS></CENTER></BODY></HTML>`;
};
